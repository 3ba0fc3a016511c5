"""A meeting: who was there in numbers, what was discussed, what was resolved."""

from pydantic import Field

from generator.records.evidence import Attachment
from generator.records.types import Area, Count, Flag, Labelled, Line, Ref, Strict, Text, When


class MeetingKind(Labelled):
    """What sort of meeting."""

    OWNERS = "owners", "业主大会"
    RESIDENTS = "residents", "居民会议"
    DELIBERATION = "deliberation", "协商议事会"
    COMMITTEE = "committee", "业委会会议"
    SITE = "site", "现场会"
    BRIEFING = "briefing", "说明会"
    SURVEY = "survey", "书面征求意见"


class VoteRule(Labelled):
    """What it takes to adopt. The ratios are those of 民法典 art. 278."""

    GENERAL = "general", "参与者过半数同意"
    SPECIAL = "special", "参与者四分之三以上同意"
    UNANIMOUS = "unanimous", "一致同意"
    CONSULTATION = "consultation", "征求意见，不作表决"


class Attendance(Strict):
    """How many came from one side. Counts, never names."""

    who: Line = Field(title="哪一方", description="例如 居民代表")
    party: Ref | None = Field(None, title="单位", description="parties/ 里的编号")
    present: Count = Field(title="到会人数", description="例如 12")
    eligible: Count | None = Field(None, title="应到人数", description="例如 15")


class Ballot(Strict):
    """A number of votes by heads, and by floor area where that counts."""

    heads: Count = Field(title="户（人）数", description="例如 186")
    area: Area | None = Field(None, title="面积（㎡）", description="例如 18427.60")


class Vote(Strict):
    """A vote by heads and by area: agree + against + abstain = participating."""

    rule: VoteRule = Field(title="通过条件", description="general 过半数、special 四分之三、unanimous 一致")
    eligible: Ballot = Field(title="有权表决", description="全体")
    participating: Ballot = Field(title="参与表决", description="参加表决的")
    agree: Ballot = Field(title="同意", description="例如 152 户")
    against: Ballot = Field(title="反对", description="例如 24 户")
    abstain: Ballot = Field(title="弃权", description="例如 10 户")


class Resolution(Strict):
    """What was resolved about one project."""

    project: Ref | None = Field(None, title="项目", description="projects/ 里的编号")
    text: Line = Field(title="决定", description="一句话，例如 同意重建，不做小修")
    vote: Vote | None = Field(None, title="表决", description="表决了才写")


class Meeting(Strict):
    """One meeting, held or called."""

    title: Line = Field(title="会议名称", description="例如 施工方案说明会")
    kind: MeetingKind = Field(title="会议类别", description="例如 deliberation")
    held: When = Field(title="时间", description="例如 2026-11-25 19:00；只知道月份就写 2026-11")
    place: Line | None = Field(None, title="地点", description="例如 社区议事厅")
    projects: tuple[Ref, ...] = Field(title="相关项目", description="projects/ 里的编号", min_length=1)
    present: Count | None = Field(None, title="到会总人数", description="等于各方到会人数之和，例如 46")
    attendance: tuple[Attendance, ...] = Field((), title="各方到会", description="只写人数，不写姓名")
    agenda: tuple[Line, ...] = Field((), title="议程", description="例如 听取施工方案")
    options: tuple[Line, ...] = Field((), title="比较过的方案", description="例如 小修")
    resolutions: tuple[Resolution, ...] = Field((), title="决定", description="一条一个")
    minutes: Text | None = Field(None, title="纪要", description="不写个人姓名和房号")
    attachments: tuple[Attachment, ...] = Field((), title="附件", description="files/ 里的文件，逐个写")
    illustrative: Flag = Field(False, title="示例", description="演示数据里报道没有给出的会议写 true")
    remarks: Text | None = Field(None, title="备注", description="给同事看的话，不公开")
