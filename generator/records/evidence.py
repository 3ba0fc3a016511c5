"""What can be seen for oneself: photos, and documents with a person's word that nothing private shows."""

import re
from typing import Annotated

from pydantic import Field, PlainValidator, WithJsonSchema

from generator.records.types import Flag, Labelled, Line, Strict, When, reader
from generator.tree import ATTACHMENT, PICTURE


def _named(pattern: str, text: str) -> str | None:
    return text if len(text) <= 80 and re.fullmatch(pattern, text) else None


PictureName = Annotated[
    str,
    PlainValidator(reader(lambda text: _named(PICTURE, text), "files/ 里的图片文件名，例如 shed-before.jpg")),
    WithJsonSchema({"type": "string", "pattern": f"^{PICTURE}$"}),
]
"""The name of a picture in the community's `files` folder; never a path."""

FileName = Annotated[
    str,
    PlainValidator(reader(lambda text: _named(ATTACHMENT, text), "files/ 里的文件名，例如 shed-minutes.pdf")),
    WithJsonSchema({"type": "string", "pattern": f"^{ATTACHMENT}$"}),
]
"""The name of a picture or a PDF in the community's `files` folder; never a path."""


class Side(Labelled):
    """Which of a pair of photos."""

    BEFORE = "before", "施工前"
    AFTER = "after", "施工后"


class Photo(Strict):
    """A photo of the place or the works."""

    file: PictureName = Field(title="图片", description="files/ 里的文件名，例如 shed-before.jpg")
    title: Line = Field(title="图片说明", description="看不见图的人也听得懂，例如 旧车棚顶棚破损")
    taken: When | None = Field(None, title="拍摄时间", description="例如 2026-03-05")
    side: Side | None = Field(None, title="前后", description="前后对比时写 before 施工前 或 after 施工后")
    illustrative: Flag = Field(False, title="示例", description="示意图、不是实拍的写 true")


class Attachment(Strict):
    """A document, scanned or not, that somebody looked through for names and numbers."""

    file: FileName = Field(title="文件", description="files/ 里的文件名，例如 shed-minutes.pdf")
    title: Line = Field(title="文件名称", description="例如 会议纪要")
    redacted_by: Line = Field(
        title="谁看过遮盖", description="写岗位：看过没有姓名、签名、房号、电话、账号的人，例如 居民代表"
    )
    illustrative: Flag = Field(False, title="示例", description="演示用、不是真文件的写 true")
