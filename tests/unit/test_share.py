"""`gongshi share` over the base records: 8 owners, 7 take part, 82,112 yuan by area."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.check import check
from generator.cli import main
from generator.money import parse

AREAS = ("89.12", "90.05", "90.05", "91.77", "93.40", "92.91", "93.05", "91.00")
TABLE = "编号,面积,楼层,参加\n" + "".join(
    f"1-{floor}01,{area},{floor},{'否' if floor == 8 else '是'}\n" for floor, area in enumerate(AREAS, start=1)
)
FOUND = {
    "1-101": "11427.85",
    "1-201": "11547.10",
    "1-301": "11547.10",
    "1-401": "11767.65",
    "1-501": "11976.67",
    "1-601": "11913.84",
    "1-701": "11931.79",
}


@pytest.fixture
def root(records: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "portal"
    folder.mkdir()
    records.rename(folder / "records")
    return folder


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "各户.csv"
    path.write_text(TABLE, encoding="utf-8")
    path.with_name("各户.csv.key").write_text("0a" * 32 + "\n", encoding="ascii")
    return path


def share(root: Path, table: Path, project: str = "demo/pipes") -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "share", project, "--areas", str(table)])


def rewrite(root: Path, *changes: tuple[str, str], kind: str = "projects") -> None:
    path = root / "records" / "demo" / kind / "pipes.yml"
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def lines(told: str) -> dict[str, str]:
    return {line.split(",")[0]: line.split(",")[1] for line in told.splitlines() if line.startswith("1-")}


def test_the_lines_come_to_the_total_to_the_fen(root: Path, table: Path) -> None:
    result = share(root, table)
    assert result.exit_code == 0
    assert lines(result.output) == FOUND
    assert sum(parse(amount) or 0 for amount in FOUND.values()) == 8_211_200
    assert "合计 82,112 元，7 户参加，1 户不参加，3 户多 1 分" in result.output
    assert "  result:\n    participants: 7\n    base: '640.35'\n    residue: '0.03'\n    commitment: '" in result.output
    assert result.output.endswith("\n和 records/demo/projects/pipes.yml 写的一致\n")


def test_the_order_of_the_file_does_not_matter(root: Path, table: Path) -> None:
    head, *rows = TABLE.splitlines(keepends=True)
    table.write_text("".join([head, *reversed(rows)]), encoding="utf-8")
    result = share(root, table)
    assert (result.exit_code, lines(result.output)) == (0, FOUND)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("91.00,8,否", "91.00,8,是", "参加户数：记录写 7，算出来是 8"),
        ("89.12", "89.13", "基数合计：记录写 '640.35'，算出来是 '640.36'"),
        ("91.00", "91.01", "查验码：记录写 '"),
    ],
)
def test_a_file_that_was_changed_exits_1(root: Path, table: Path, old: str, new: str, told: str) -> None:
    assert old in TABLE
    table.write_text(TABLE.replace(old, new), encoding="utf-8")
    result = share(root, table)
    assert result.exit_code == 1
    assert "和 records/demo/projects/pipes.yml 写的不一样：\n" in result.output
    assert told in result.output


def test_a_total_that_was_changed_exits_1(root: Path, table: Path) -> None:
    rewrite(root, ("total: 82112.00", "total: 82112.01"))
    result = share(root, table)
    assert result.exit_code == 1
    assert result.output.count("记录写") == 1  # the residue is the same by chance; the digest is not
    assert "查验码：记录写 '" in result.output


def test_the_first_run_makes_a_key_and_says_what_to_write(root: Path, table: Path) -> None:
    path = root / "records" / "demo" / "projects" / "pipes.yml"
    before, result_, _ = path.read_text(encoding="utf-8").partition("  result:\n")
    assert result_
    path.write_text(before, encoding="utf-8")
    key = table.with_name("各户.csv.key")
    key.unlink()
    first = share(root, table)
    assert first.exit_code == 0
    assert first.output.endswith("请把上面的 result 写进 records/demo/projects/pipes.yml，再运行一次核对\n")
    assert key.stat().st_mode & 0o077 == 0
    assert len(bytes.fromhex(key.read_text(encoding="ascii"))) == 32
    block = first.output.partition("  result:\n")[2].partition("\n\n")[0]
    path.write_text(f"{before}  result:\n{block}\n", encoding="utf-8")
    second = share(root, table)
    assert (second.exit_code, lines(second.output)) == (0, FOUND)


@pytest.mark.parametrize("key", [None, "0a", "钥匙", "zz" * 32])
def test_a_result_needs_the_key_it_was_made_with(root: Path, table: Path, key: str | None) -> None:
    path = table.with_name("各户.csv.key")
    path.unlink()
    if key is not None:
        path.write_text(key, encoding="utf-8")
    result = share(root, table)
    assert result.exit_code == 1
    assert "没有 各户.csv.key，或内容不对" in result.output
    assert lines(result.output) == {}


def test_a_file_in_the_portal_is_refused_even_through_a_link(root: Path, table: Path) -> None:
    inside = root / "records" / "areas.csv"
    inside.write_text(TABLE, encoding="utf-8")
    table.unlink()
    table.symlink_to(inside)
    for path in (inside, table):
        result = share(root, path)
        assert result.exit_code == 1
        assert "areas.csv 在项目文件夹里，会被公开" in result.output
        assert lines(result.output) == {}
    assert not inside.with_name("areas.csv.key").exists()


def test_slips_of_the_file_are_told(root: Path, table: Path) -> None:
    table.write_text(TABLE.replace("90.05", "九十"), encoding="utf-8")
    result = share(root, table)
    assert result.exit_code == 1
    assert "各户.csv 有问题：\n第 3 行：面积要大于 0" in result.output


def test_a_file_that_cannot_be_opened_is_told(root: Path, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "各户.csv":
            raise PermissionError
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    result = share(root, table)
    assert (result.exit_code, "打不开" in result.output) == (1, True)


@pytest.mark.parametrize(
    ("project", "told"),
    [
        ("pipes", "项目要写成 社区/项目，例如 jianxi/shed；没有“pipes”这个社区"),
        ("../records/demo/pipes", "没有“..”这个社区"),
        ("demo/none", "records/demo/projects/ 里没有“none”这个项目"),
        ("demo/shed", "records/demo/projects/shed.yml 还没有写 share"),
    ],
)
def test_a_project_that_shares_nothing_is_refused(root: Path, table: Path, project: str, told: str) -> None:
    result = share(root, table, project)
    assert result.exit_code == 1
    assert told in result.output


def test_records_that_cannot_be_read_are_refused(root: Path, table: Path) -> None:
    rewrite(root, ("method: area", "method: areas"))
    result = share(root, table)
    assert result.exit_code == 1
    assert "records/demo 里有读不了的记录，请先运行 gongshi check 改好" in result.output


FLOORS = "".join(f"    - {{floor: {floor}, coefficient: {(floor - 1) / 2:.2f}}}\n" for floor in range(1, 8))


@pytest.mark.parametrize(
    ("method", "base", "top"), [("coefficient", "10.5", "23460.57"), ("area_coefficient", "970.955", "23607.24")]
)
def test_floors_may_count(root: Path, table: Path, method: str, base: str, top: str) -> None:
    floors = f"  method: {method}\n  floors:\n{FLOORS}"
    rewrite(root, ("  method: area\n", floors), ("    base: 640.35", f"    base: {base}"))
    result = share(root, table)
    found = lines(result.output)
    assert f"    base: '{base}'\n" in result.output
    assert (found["1-101"], found["1-701"]) == ("0.00", top)
    assert sum(parse(amount) or 0 for amount in found.values()) == 8_211_200


def test_a_floor_without_a_coefficient_is_told(root: Path, table: Path) -> None:
    rewrite(root, ("  method: area\n", "  method: coefficient\n  floors: [{floor: 1, coefficient: 1}]\n"))
    result = share(root, table)
    assert result.exit_code == 1
    assert "records/demo/projects/pipes.yml 的 floors 少了这些楼层的系数：2、3、4、5、6、7\n" in result.output


def test_nobody_can_bear_a_cost_if_all_coefficients_are_0(root: Path, table: Path) -> None:
    rewrite(root, ("  method: area\n", f"  method: coefficient\n  floors:\n{FLOORS}"))
    table.write_text("编号,楼层,参加\n1,1,是\n", encoding="utf-8")
    result = share(root, table)
    assert result.exit_code == 1
    assert "参加的各户系数都是 0，没有人出钱" in result.output


def test_an_equal_split_needs_neither_area_nor_floor(root: Path, table: Path) -> None:
    rewrite(root, ("method: area", "method: equal"), ("    base: 640.35\n", ""), ("0.03", "0.04"))
    table.write_text("编号,参加\n" + "".join(f"1-{home},是\n" for home in range(1, 8)), encoding="utf-8")
    result = share(root, table)
    assert lines(result.output) == {f"1-{home}": "11730.29" if home < 5 else "11730.28" for home in range(1, 8)}
    assert "base" not in result.output
    assert result.output.count("记录写") == 1  # the digest of the base is that of another file


@pytest.mark.parametrize(
    ("kind", "old", "new", "code"),
    [
        ("projects", "    amount: 82112.00", "    amount: 82112.01", "share-total-differs"),
        ("projects", "owners\n    amount: 82112.00", "owners\n    amount: 82111.99", "budget-unbalanced"),
        ("projects", "  total: 82112.00", "  total: 82112.01", "share-total-differs"),
        ("pledges", "amount: 82112.00", "amount: 82111.99", "share-pledges-differ"),
        ("pledges", "amount: 82112.00", "amount: 82112.01", "share-pledges-differ"),
    ],
)  # fmt: skip
def test_a_fen_too_many_or_too_few_is_found_once(root: Path, kind: str, old: str, new: str, code: str) -> None:
    rewrite(root, (old, new), kind=kind)
    found = check(root / "records", date(2026, 3, 31), jobs=1)
    assert [finding.code for finding in found.findings] == [code]
