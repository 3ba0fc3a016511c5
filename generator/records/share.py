"""How a cost is split among homes: the rule and what it came to, never a home's own line."""

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from generator.records.types import Count, Flag, Labelled, Line, Money, Ratio, Strict, Weight, require


class ShareMethod(Labelled):
    """By what a cost is split."""

    EQUAL = "equal", "按户平均"
    AREA = "area", "按面积"
    COEFFICIENT = "coefficient", "按楼层系数"
    AREA_COEFFICIENT = "area_coefficient", "按面积乘楼层系数"

    @property
    def by_area(self) -> bool:
        """Tell whether the floor area counts."""
        return self in (ShareMethod.AREA, ShareMethod.AREA_COEFFICIENT)

    @property
    def by_floor(self) -> bool:
        """Tell whether the floor counts."""
        return self in (ShareMethod.COEFFICIENT, ShareMethod.AREA_COEFFICIENT)


class FloorCoefficient(Strict):
    """What the homes of one floor count for."""

    floor: Count = Field(title="楼层", description="例如 3")
    coefficient: Ratio = Field(title="系数", description="最多两位小数，例如 0.90；不出钱的楼层写 0")


class ShareResult(Strict):
    """What `gongshi share` worked out from the private file."""

    participants: Count = Field(title="参加户数", description="例如 7")
    base: Weight | None = Field(None, title="基数合计", description="参加户的面积、系数或两者乘积之和；按户平均不写")
    residue: Money = Field(title="零头（元）", description="每户都舍到分以后剩下的，例如 0.03")
    commitment: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")] = Field(
        title="查验码", description="gongshi share 算出的 64 位十六进制数，不用手填"
    )


class Share(Strict):
    """A cost split among the homes that take part, to the 分."""

    method: ShareMethod = Field(title="分摊方法", description="例如 area 按面积")
    total: Money = Field(title="分摊总额（元）", description="例如 82112.00")
    use: Line | None = Field(None, title="分摊的用途", description="只分摊一项用途时写，和用途名称一字不差")
    basis: Line = Field(title="分摊依据", description="谁定的、按什么数，例如 业主大会决定；面积按不动产权证")
    floors: tuple[FloorCoefficient, ...] = Field((), title="楼层系数", description="每层一项，按楼层系数分摊时写")
    result: ShareResult | None = Field(None, title="分摊结果", description="gongshi share 算出来的，照抄")
    illustrative: Flag = Field(False, title="示例", description="演示数据里报道没有给出的分摊写 true")

    @model_validator(mode="after")
    def _fitting(self) -> Self:
        known = [line.floor for line in self.floors]
        require(
            "楼层系数 floors，每层一项不重复，而且只在按楼层系数分摊时写",
            holds=self.method.by_floor == bool(known) and len(known) == len(set(known)),
        )
        weighted = self.method is not ShareMethod.EQUAL
        require(
            "基数合计 base，而且按户平均时不写",
            holds=self.result is None or weighted == (self.result.base is not None),
        )
        return self
