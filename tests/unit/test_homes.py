import pytest

from generator import homes
from generator.shares import Home

HEAD = "编号,面积,楼层,参加\n"


def read(text: str, *, by_area: bool = True, by_floor: bool = True) -> tuple[Home, ...]:
    return homes.read(text.encode(), by_area=by_area, by_floor=by_floor)


def test_homes_are_read_whatever_columns_lie_between_them() -> None:
    text = "姓名,参加,楼层,编号,面积\r\n,是,1, 1-101 ,89.1\r\n\r\n , ,\r\n,否,12,1-1201,100\r\n"
    assert read("\ufeff" + text) == (
        Home("1-101", 8910, 1, takes_part=True),
        Home("1-1201", 10000, 12, takes_part=False),
    )


def test_a_column_that_plays_no_part_is_passed_over() -> None:
    assert read("编号,参加\n1,是\n", by_area=False, by_floor=False) == (Home("1", 0, 0, takes_part=True),)
    assert read(HEAD + "1,不知道,-,是\n", by_area=False, by_floor=False) == (Home("1", 0, 0, takes_part=True),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "第 1 行：要有“编号”“面积”“楼层”“参加”列，各一列"),
        ("编号,面积,参加\n", "第 1 行：要有“楼层”列，各一列"),
        ("编号,面积,楼层,参加,面积\n", "第 1 行：要有“面积”列，各一列"),
        (HEAD, "没有一户参加"),
        (HEAD + "1,80,1,否\n", "没有一户参加"),
        (HEAD + "1,80,1\n", "第 2 行：有 3 格，第 1 行有 4 格"),
        (HEAD + "1,80,1,是,\n", "第 2 行：有 5 格，第 1 行有 4 格"),
        (HEAD + '1,"80,1,是\n', "第 2 行：引号没有成对，或引号后面还有文字"),
        (HEAD + '1,"80"0,1,是\n', "第 2 行：引号没有成对，或引号后面还有文字"),
        (HEAD + ",80,1,是\n", "第 2 行：没有写编号"),
        (HEAD + "1,80,1,对\n", "第 2 行：参加只写“是”或“否”，现在是“对”"),
        (HEAD + "1,0,1,是\n", "第 2 行：面积要大于 0，最多两位小数，例如 86.50，现在是“0”"),
        (HEAD + "1,-8,1,是\n", "第 2 行：面积要大于 0，最多两位小数，例如 86.50，现在是“-8”"),
        (HEAD + "1,80㎡,1,是\n", "第 2 行：面积要大于 0，最多两位小数，例如 86.50，现在是“80㎡”"),
        (HEAD + "1,80,一层,是\n", "第 2 行：楼层要写整数，例如 3，现在是“一层”"),
        (HEAD + "1,80,0,是\n", "第 2 行：楼层要写整数，例如 3，现在是“0”"),
        (HEAD + "1,80,1,是\n2,80,1,是\n1,80,1,否\n", "第 4 行：编号“1”和第 2 行重复"),
        (HEAD + "1,80,1,\n\n,80,1,是\n", "第 2 行：参加只写“是”或“否”，现在是“”\n第 4 行：没有写编号"),
        (HEAD + "1,8\u200b0,1,是\n", "第 2 行：有看不见的字符 U+200B。请把这一处前后的字删掉，重新打一遍"),
    ],
)  # fmt: skip
def test_every_slip_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(homes.WrongFile) as trouble:
        read(text)
    assert str(trouble.value) == told


def test_the_encoding_of_an_old_spreadsheet_is_named() -> None:
    with pytest.raises(homes.WrongFile, match="第 1 行：文件编码看起来是 GBK（这一行读作“编号,面积,楼层,参加”）"):
        homes.read(HEAD.encode("gbk"), by_area=True, by_floor=True)
    with pytest.raises(homes.WrongFile, match="UTF-16"):
        homes.read(HEAD.encode("utf-16"), by_area=True, by_floor=True)
