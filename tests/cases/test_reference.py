"""docs/reference/checks.md is made of the catalogue and of these folders: `make docs` writes it anew."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from generator.explain import Entry, catalogue

CASES = Path(__file__).parent
PAGE = CASES.parents[1] / "docs" / "reference" / "checks.md"
LINES = 30
"""How much of a file is shown, around the finding."""

HEAD = """# 问题代码

核对会说的每个问题：为什么查，一个出错的例子，和改好的样子。例子都是虚构的。本页由程序生成，改了检查就跟着变。
"""
FINDING = re.compile(r"(?P<path>records[^\n:]*):(?P<line>[0-9]+):[0-9]+: .*(?:\n    .*)?")
INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def test_the_reference_page_is_fresh(golden: Callable[[Path, str], None]) -> None:
    PAGE.parent.mkdir(exist_ok=True)
    golden(PAGE, f"{HEAD}\n" + "\n".join(section(code, entry) for code, entry in catalogue().items()))


def test_every_code_that_records_can_have_shows_an_example() -> None:
    shown = {code for code in catalogue() if example(code)}
    assert shown == {path.relative_to(CASES).parts[0] for path in CASES.rglob("expected.txt")}


def section(code: str, entry: Entry) -> str:
    parts = [f"## {code} {entry.title}", f"**为什么查**：{entry.why}", f"**怎么改**：{entry.mend}"]
    return "\n\n".join([*parts, *(example(code) or ["生成网站的时候才查。"])]) + "\n"


def example(code: str) -> list[str]:
    """Show the smallest variant of a code: the file, what is said of it, and the file mended."""
    variants = [path.parent for path in (CASES / code).rglob("expected.txt")]
    if not variants:
        return []
    folder = min(variants, key=lambda one: (size(one), one.as_posix()))
    found = FINDING.match((folder / "expected.txt").read_text(encoding="utf-8"))
    assert found, folder
    path, line = found["path"], int(found["line"])
    return [
        *shown("出错的例子", folder if (folder / path).is_file() or gone(folder) else CASES / "_base", path, line),
        f"核对会说：\n\n```text\n{found[0]}\n```",
        *mended(folder, path, line),
    ]


def mended(folder: Path, path: str, line: int) -> Iterator[str]:
    """Show the file as the twin or the base has it, else one of its kind that is right."""
    for root in (folder / "twin", CASES / "_base"):
        if (root / path).is_file():
            yield from shown("改好的样子", root, path, line)
            return
    alike = sorted((CASES / "_base" / path).parent.glob("*.yml"), key=lambda file: (file.stat().st_size, file.name))
    if alike and path.count("/") == 3:
        yield from shown("写对的样子", CASES / "_base", alike[0].relative_to(CASES / "_base").as_posix(), 1)


def gone(folder: Path) -> bool:
    """Tell whether a variant takes something away from the base."""
    return (folder / "delete.txt").exists()


def size(folder: Path) -> int:
    """Count the bytes that a variant lays over the base."""
    return sum(path.stat().st_size for path in folder.glob("records/**/*") if path.is_file())


def shown(title: str, root: Path, path: str, line: int) -> Iterator[str]:
    yield f"{title}，`{path}`" + ("：" if (root / path).is_file() else "：没有了。")
    if (root / path).is_file():
        yield f"```yaml\n{excerpt((root / path).read_bytes(), line)}\n```"


def excerpt(raw: bytes, line: int) -> str:
    """Show the lines around a finding; what is not UTF-8, or not seen, is told in brackets."""
    text = raw.decode("utf-8", "backslashreplace").rstrip("\n")
    lines = [re.sub(INVISIBLE, lambda sign: f"〔U+{ord(sign[0]):04X}〕", one) for one in text.split("\n")]
    first = max(0, min(line - LINES // 2, len(lines) - LINES))
    kept = [one if len(one) <= 120 else f"{one[:120]}……" for one in lines[first : first + LINES]]
    above, below = ["……"] * (first > 0), ["……"] * (first + LINES < len(lines))
    return "\n".join([*above, *kept, *below])
