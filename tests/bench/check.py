"""Measure the check beside other tools: the same records, the same run, whole processes.

A machine is never quiet, so the tools take turns and what counts are ratios within one round, of CPU seconds where
nothing else is said.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import check_corpus as corpus
from spent import CPU, PEAK, WALL, Command, Spent, spent

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BIN = Path(sys.executable).parent
SMALL, LARGE = 20, 200


@dataclass(slots=True)
class Bench:
    """The folder all lies in, and what was measured: a list of rounds for each thing."""

    folder: Path
    runs: int
    taken: dict[str, list[Spent]] = field(default_factory=dict)

    def prepare(self) -> None:
        """Write the records, the pledges alone, and the same pledges as a ledger; not counted."""
        for projects in (SMALL, LARGE):
            corpus.write(projects, self.folder / str(projects) / "records")
        pledges = self.folder / "pledges"
        shutil.copytree(self.folder / str(LARGE), pledges, ignore=shutil.ignore_patterns("meetings", "progress"))
        files = sorted(pledges.glob("records/*/pledges/*.yml"))
        for number, path in enumerate(files):
            target = self.folder / "lists" / f"{number:03d}.yaml"
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(path, target)
        (self.folder / "ledger.beancount").write_text("\n".join(_ledger()), encoding="utf-8")
        self.each_finds_a_mistake(files[-1])

    def each_finds_a_mistake(self, path: Path) -> None:
        """A tool that lets a wrong record pass has not checked it."""
        ledger, listed = self.folder / "ledger.beancount", max(self.folder.glob("lists/*.yaml"))
        amount = corpus.yuan(next(fen for _, fen, _ in corpus.pledges(LARGE - 1)))
        for spoilt, command, wrong in (
            (path, self.ours("pledges"), "1.00"),
            (listed, self.peers()["check-jsonschema"], "abc"),
            (listed, self.peers()["yamale"], "abc"),
            (ledger, self.peers()["bean-check"], "1.00"),
        ):
            text = spoilt.read_text(encoding="utf-8")
            spoilt.write_text(text[::-1].replace(amount[::-1], wrong[::-1], 1)[::-1], encoding="utf-8")
            spent(command, status=1)
            spoilt.write_text(text, encoding="utf-8")

    def ours(self, name: str, *options: str) -> Command:
        """Give the command that checks a folder of records from nothing in one process."""
        return self.cached(name, "--no-cache", "--jobs", "1", *options)

    def cached(self, name: str, *options: str) -> Command:
        """Give the command as people run it."""
        root = self.folder / name
        return (sys.executable, "-m", "generator", "--root", root, "check", "--as-of", "2026-11-20", *options)

    def peers(self) -> dict[str, Command]:
        """Give the commands that check the pledges with other tools."""
        lists = self.folder / "lists"
        schema = ROOT / "docs" / "schema" / "pledges.schema.json"
        files = sorted(lists.glob("*.yaml"))
        return {
            "check-jsonschema": (BIN / "check-jsonschema", "--schemafile", schema, *files),
            "yamale": (BIN / "yamale", "--schema", HERE / "yamale.yml", lists),
            "bean-check": (BIN / "bean-check", "--no-cache", self.folder / "ledger.beancount"),
        }

    def round(self) -> None:
        """Take everything once, what is compared side by side."""
        for projects in (SMALL, LARGE):
            name = str(projects)
            records = self.folder / name / "records"
            self.take(f"{name}: check", self.ours(name))
            self.take(f"{name}: CSafeLoader + pydantic", (sys.executable, HERE / "plain_pydantic.py", records))
            self.take(f"{name}: two processes", self.cached(name, "--no-cache", "--jobs", "2"))
            spent(self.cached(name))
            for _ in range(3):  # short, so more often
                self.take(f"{name}: floor", (sys.executable, HERE / "floor.py", records))
                self.take(f"{name}: unchanged", self.cached(name))
                self.one_changed(name, records)
        self.take("pledges: ours", self.ours("pledges"))
        for tool, command in self.peers().items():
            self.take(f"pledges: {tool}", command)

    def one_changed(self, name: str, records: Path) -> None:
        path = next(records.glob("*/pledges/*.yml"))
        path.write_text(path.read_text(encoding="utf-8") + "# 又看了一遍\n", encoding="utf-8")
        self.take(f"{name}: one file changed", self.cached(name))

    def take(self, name: str, command: Command) -> None:
        self.taken.setdefault(name, []).append(spent(command))

    def ratios(self, name: str, to: str, part: Callable[[Spent], float] = CPU) -> list[float]:
        """Compare two things round by round."""
        return [part(one) / part(other) for one, other in zip(self.taken[name], self.taken[to], strict=True)]

    def loaders(self, projects: int) -> list[float]:
        command = (sys.executable, HERE / "loaders.py", self.folder / str(projects) / "records", str(self.runs))
        found = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        return [float(line) for line in found.stdout.split()]


def _ledger() -> Iterator[str]:
    """Write the pledges for Beancount: a transaction for each, a balance to hold for each project."""
    yield "2025-01-01 open Assets:Pledged CNY"
    for number in range(LARGE):
        account = f"Income:Project{number:03d}"
        rows = list(corpus.pledges(number))
        yield f"2025-01-01 open {account} CNY"
        for at, fen, month in rows:
            yield f'{month}-01 * "{at}"\n  Assets:Pledged  {corpus.yuan(fen)} CNY\n  {account}  -{corpus.yuan(fen)} CNY'
        yield f"2026-07-01 balance {account}  -{corpus.yuan(sum(fen for _, fen, _ in rows))} CNY"


@dataclass(frozen=True, slots=True)
class Target:
    """What is held to which number, the value of every round, and whether more is better."""

    label: str
    goal: float
    values: list[float]
    more: bool = False


def targets(bench: Bench) -> Iterator[Target]:
    """Hold what was measured to the targets."""
    for projects in (SMALL, LARGE):
        size = f"{projects} projects"
        yield Target(f"{size}: own reading, times CSafeLoader", 2.2, bench.loaders(projects), more=True)
        cold = bench.ratios(f"{projects}: check", f"{projects}: CSafeLoader + pydantic")
        yield Target(f"{size}: cold check / CSafeLoader + pydantic", 0.5, cold)
        for what, goal in (("unchanged", 1.5), ("one file changed", 2.2)):
            ratios = bench.ratios(f"{projects}: {what}", f"{projects}: floor")
            yield Target(f"{size}: {what} / reading and hashing", goal, ratios)
        two = bench.ratios(f"{projects}: two processes", f"{projects}: check", WALL)
        yield Target(f"{size}: two processes / one, wall", 0.62, two)
    for tool, goal in (("check-jsonschema", 15), ("yamale", 3), ("bean-check", 2.3)):
        slower = bench.ratios(f"pledges: {tool}", "pledges: ours")
        yield Target(f"20,000 pledges: {tool}, times slower", goal, slower, more=True)
    peak = bench.ratios(f"{LARGE}: check", f"{SMALL}: check", PEAK)
    yield Target(f"peak memory: {LARGE} / {SMALL} projects", 1.5, peak)


def report(bench: Bench) -> None:
    """Print what each thing took, and how ours stands to its targets."""
    load = " ".join(f"{number:.1f}" for number in os.getloadavg())
    lines = [f"{SMALL} and {LARGE} projects, {os.cpu_count()} processors, load {load}; medians", ""]
    lines.append(f"{'':48}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}")
    for name, rounds in bench.taken.items():
        numbers = (statistics.median(map(part, rounds)) for part in (WALL, CPU, PEAK))
        lines.append(f"{name:48}" + "".join(f"{number:>9.2f}" for number in numbers))
    lines += ["", f"{'':58}{'target':>9}{'value':>9}  range"]
    for target in targets(bench):
        value, low, high = statistics.median(target.values), min(target.values), max(target.values)
        holds = value >= target.goal if target.more else value <= target.goal
        bound = f"{'≥' if target.more else '≤'} {target.goal:g}"
        verdict = "ok" if holds else "falls short"
        lines.append(f"{target.label:58}{bound:>9}{value:>9.2f}  {low:.2f}–{high:.2f}  {verdict}")
    print("\n".join(lines))  # noqa: T201 - this is what it is for


def main() -> None:
    """Measure, then print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5, help="rounds; medians are shown (default 5)")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="gongshi-bench-") as folder:
        bench = Bench(Path(folder), chosen.runs)
        bench.prepare()
        for _ in range(chosen.runs):
            bench.round()
        report(bench)


if __name__ == "__main__":
    main()
