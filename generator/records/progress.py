"""Progress of the works: dated entries."""

from pydantic import Field

from generator.records.evidence import Photo
from generator.records.project import Stage
from generator.records.types import Date, Flag, Line, Percent, Ref, Strict, Text, When


class Next(Strict):
    """What comes next, and when."""

    text: Line = Field(title="下一步", description="例如 铺沥青面层")
    due: When | None = Field(None, title="时间", description="例如 2026-12-01")


class Entry(Strict):
    """What happened on one day."""

    date: Date = Field(title="日期", description="例如 2026-11-18")
    stage: Stage | None = Field(None, title="阶段", description="例如 works")
    percent: Percent | None = Field(None, title="完成（%）", description="例如 60")
    text: Text = Field(title="进展", description="例如 东侧路面破除完成")
    next: Next | None = Field(None, title="下一步", description="接下来做什么")
    photos: tuple[Photo, ...] = Field((), title="照片", description="files/ 里的图片，逐张写")


class Progress(Strict):
    """Dated entries for one project, oldest first."""

    project: Ref = Field(title="项目", description="projects/ 里的编号")
    entries: tuple[Entry, ...] = Field(title="进展", description="按日期先后，一条一天", min_length=1)
    illustrative: Flag = Field(False, title="示例", description="演示数据里报道没有给出的进展写 true")
    remarks: Text | None = Field(None, title="备注", description="给同事看的话，不公开")
