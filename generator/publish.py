"""Records and frame → a whole site in a fresh folder, swapped in only when nothing is wrong."""

import hashlib
import importlib.metadata
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import crawlers, frame, gates, manifest, outcome, settings, shards, swap, tree
from generator.chromium import BrowserError
from generator.diagnostics import Finding, Location, error, has_errors
from generator.gates import Seen
from generator.manifest import Manifest
from generator.outcome import Outcome
from generator.views.site import DATA, SOURCE_PAGES, Site
from generator.wording import say

if TYPE_CHECKING:
    from generator.pour import Work
    from generator.search.site import Merged

MARK = ".nojekyll"
"""Lies in every built site: tells GitHub Pages to serve files as they are, and us that a folder may be replaced."""


class PublishError(Exception):
    """The build was asked for something it must not do; nothing was written."""


@dataclass(frozen=True, slots=True)
class Job:
    """One build: from where, to where, as of which day."""

    root: Path
    out: Path
    as_of: date
    url: str | None = None
    engine: str = "mkdocs"
    jobs: int | None = None
    gates: bool = True
    """Check links and outside hosts, and make downloads; off only where the pages alone are measured."""
    browser: Path | None = None
    """Makes the sheets of notices open now; without it there are none, and no page leads to any."""

    @property
    def records(self) -> Path:
        """The records folder."""
        return self.root / "records"

    @property
    def cache(self) -> Path:
        """Where frames and manifests are kept."""
        return self.root / ".cache" / "gongshi"

    @property
    def templates(self) -> Path:
        """Where compiled templates are kept."""
        return self.cache / "templates"

    @property
    def manifest(self) -> Path:
        """Where this site's manifest is kept."""
        return self.cache / f"site-{hashlib.blake2b(str(self.out).encode(), digest_size=6).hexdigest()}.json"

    @property
    def parts(self) -> Path:
        """Where the shares of this site's search index are kept."""
        return self.manifest.with_suffix(".parts")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to: findings and counts, the pages of the site, and whether the site was replaced."""

    outcome: Outcome
    pages: int
    replaced: bool
    notices: int = 0
    """How many are open now and would have a sheet."""
    notes: tuple[str, ...] = ()
    """What went otherwise than asked, and is no fault of a record."""


def build(job: Job) -> Built:
    """Check every record and build the site; the old site stays as it was unless all is well.

    A browser that does not do its work costs the sheets, never the site.

    Raises:
        settings.SettingsError: `mkdocs.yml` asks for a language there are no words for.
        PublishError: the target folder holds something that is not a site of ours.
        frame.EngineError: the engine failed, or its page is not what it was.
    """
    try:
        return _build(job)
    except BrowserError as trouble:
        built = _build(replace(job, browser=None))
        return replace(built, notes=(say("没有做公示单和转发图：{trouble}", trouble=trouble.args[0]), *built.notes))


def _build(job: Job) -> Built:
    if job.out.exists() and any(job.out.iterdir()) and not (job.out / MARK).exists():
        raise PublishError(say("“{folder}”里有别的文件，不是本程序生成的网站，没有动它", folder=f"{job.out}"))
    job.cache.mkdir(parents=True, exist_ok=True)
    said = settings.read(job.root, job.url)
    before = manifest.read(job.manifest)
    program = _program()
    load = partial(_load, said.languages or (said.language,), job.templates, program)
    folders = frame.build_all(job.root, said, job.engine, job.cache, load)
    site = Site(
        say(said.name),
        said.url,
        job.as_of,
        said.demonstration,
        said.language,
        said.languages,
        sheets=job.browser is not None,
        licence=said.licence,
    )
    ids, misplaced = tree.communities(job.records)
    key = _key(job, site, folders, program)
    made: Mapping[str, Any] = before.get("communities", {})
    known = made if before.get("key") == key else {}
    stamps = {id_: manifest.inputs(job.records / id_) for id_ in ids}
    sound = frozenset(id_ for id_ in ids if id_ in made and made[id_]["made"] == _made(job.out, site, id_))
    same = [id_ for id_ in ids if id_ in known and id_ in sound and _is_same(job, known[id_], stamps[id_])]
    intact = bool(known) and before["rest"] == _rest(job.out, site, ids)
    if ids and not misplaced and len(same) == len(ids) == len(known) and intact:
        whole = _outcome(job, known, misplaced)
        return Built(whole, before["pages"], replaced=False, notices=len(_sheets(known)))
    unchanged = {id_: known[id_] for id_ in same}
    merged = before["merged"] if intact else ()
    work = _Build(job, site, said.indexing, program, folders, ids, unchanged, stamps, sound, merged, Seen(site.base))
    return work.run(key, misplaced)


def _load(languages: Sequence[str], kept: Path, program: str) -> None:
    from generator import pour, render  # noqa: F401 - loaded for those who come after

    render.prepare(languages, kept, program)


def _program() -> str:
    """Name what makes pages of records: our code and templates, and the libraries under them."""
    names = ("chinesecalendar", "jinja2", "pillow", "pydantic", "pypdf", "pyyaml", "segno", "xlsxwriter")
    libraries = [importlib.metadata.version(name) for name in names]
    return f"{libraries} {manifest.inputs(Path(__file__).parent)}"


def _key(job: Job, site: Site, frames: Sequence[Path], program: str) -> str:
    """Hash all that every page depends on: settings, frame, program."""
    parts = (str(asdict(site)), [folder.name for folder in frames], job.gates, program)
    return hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def _is_same(job: Job, known: Mapping[str, Any], stamp: str) -> bool:
    return known["stamp"] == stamp and all((job.parts / name).exists() for name in known["parts"])


def _made(out: Path, site: Site, id_: str) -> list[str]:
    """Stamp what a community became, in every language."""
    return [manifest.outputs(out / folder / id_) for folder in site.folders]


def _rest(out: Path, site: Site, ids: Sequence[str]) -> list[str]:
    """Stamp what is in a site beside the folders of communities."""
    skip = frozenset([*ids, *site.languages])
    return [manifest.outputs(out / folder, skip=skip) for folder in site.folders]


def _outcome(job: Job, known: Mapping[str, Any], misplaced: Sequence[Finding]) -> Outcome:
    outcomes = [outcome.from_json(known[id_]["outcome"]) for id_ in sorted(known)]
    return outcome.merge(outcomes, misplaced, job.records)


def _sheets(known: Mapping[str, Any]) -> list[Any]:
    """List the notices open now, as `facts.Sheet` tells them."""
    return [one for each in known.values() if each["facts"] for one in each["facts"]["sheets"]]


@dataclass(slots=True)
class _Build:
    """A build under way: what is known of each community so far, and the fresh folder it fills."""

    job: Job
    site: Site
    indexing: bool
    program: str
    frames: Sequence[Path]
    ids: Sequence[str]
    known: dict[str, Any]
    stamps: Mapping[str, str]
    sound: frozenset[str]
    """The communities whose files are still what the build before made of them."""
    merged: Sequence[Sequence[str]]
    """Stamps of the old site's search index, in every language; none where it cannot be trusted."""
    seen: Seen

    @property
    def fresh(self) -> Path:
        """Where the new site grows: beside the old one, so that swapping is renaming."""
        return self.job.out.with_name(f".{self.job.out.name}.new")

    def run(self, key: str, misplaced: Sequence[Finding]) -> Built:
        shutil.rmtree(self.fresh, ignore_errors=True)
        try:
            return self._run(key, misplaced)
        finally:
            shutil.rmtree(self.fresh, ignore_errors=True)

    def _run(self, key: str, misplaced: Sequence[Finding]) -> Built:
        engine_files = self.copy_engine()
        taken = {name.partition("/")[0] for name in engine_files}
        taken |= {DATA, SOURCE_PAGES, "search", *self.site.languages}
        found = [*misplaced, *(_taken(self.job, id_) for id_ in self.ids if id_ in taken)]
        if not found:
            self.link_unchanged()
            self.pour()
        result = outcome.merge(self.outcomes(), found, self.job.records)
        if has_errors(result.findings):
            return Built(result, 0, replaced=False)
        merged = self.write_search(engine_files)
        self.write_site()
        notes = tuple(self.print_sheets())
        files = {name for name, _ in manifest.walk(self.fresh)}
        if self.job.gates:
            dead = tuple(gates.judge(self.seen, self.fresh, files, _sources(engine_files)))
            if dead:
                return Built(Outcome(result.findings + dead, result.records, result.examined), 0, replaced=False)
        crawlers.write(self.fresh, self.site.url, files, indexing=self.indexing)
        count = len(crawlers.addresses(files))
        for id_, known in self.known.items():
            if "made" not in known:
                known["made"] = _made(self.fresh, self.site, id_)
        swap.swap(self.fresh, self.job.out)
        rest = _rest(self.job.out, self.site, self.ids)
        stamps = [one.stamps for one in merged]
        said = Manifest(key=key, communities=self.known, rest=rest, pages=count, merged=stamps)
        manifest.write(self.job.manifest, said)
        manifest.tidy(self.job.parts, {name for one in merged for name in one.parts})
        return Built(result, count, replaced=True, notices=len(_sheets(self.known)), notes=notes)

    def copy_engine(self) -> list[str]:
        """Copy what the engine made beside the frames: the hand-written pages and the theme's files."""
        names = frame.others(self.frames[0])
        for name in names:
            target = self.fresh / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.frames[0] / name, target)
            if name.endswith(".html"):
                gates.look(name, target.read_text(encoding="utf-8"), self.seen)
            elif name.endswith(".css"):
                gates.stylesheet(name, target.read_text(encoding="utf-8"), self.seen)
        (self.fresh / MARK).touch()
        return names

    def link_unchanged(self) -> None:
        for id_ in self.known:
            for below in (f"{folder}{id_}/" for folder in self.site.folders):
                for name, _ in manifest.walk(self.job.out / below):
                    swap.link(f"{self.job.out}/{below}{name}", f"{self.fresh}/{below}{name}")
            self.seen.add(Seen(**self.known[id_]["seen"]))

    def work(self) -> "Work":
        from generator.pour import Edition, Work

        languages = self.site.languages or (self.site.language,)
        sites = (replace(self.site, language=one) for one in languages)
        editions = tuple(Edition(*one) for one in zip(sites, self.frames, strict=True))
        job = self.job
        return Work(
            job.records, editions, job.out, self.fresh, job.cache / "files", self.sound, job.parts, gates=job.gates
        )

    def pour(self) -> None:
        from generator import pour, render
        from generator.downloads import workbook

        changed = [id_ for id_ in self.ids if id_ not in self.known]
        work = self.work()
        render.prepare((edition.site.language for edition in work.editions), self.job.templates, self.program)
        if self.job.gates:
            workbook.prepare(self.job.cache)
        with shards.pool(len(changed), self.job.jobs) as executor:
            for id_, poured in zip(changed, shards.run(changed, partial(pour.community, work), executor), strict=True):
                self.known[id_] = {
                    "stamp": self.stamps[id_],
                    "outcome": outcome.to_json(poured.outcome),
                    "facts": poured.facts,
                    "seen": asdict(poured.seen),
                    "parts": poured.parts,
                }
                self.seen.add(poured.seen)

    def outcomes(self) -> Iterator[Outcome]:
        return (outcome.from_json(self.known[id_]["outcome"]) for id_ in self.ids if id_ in self.known)

    def write_site(self) -> None:
        from generator import pages, pour
        from generator.downloads import whole
        from generator.views import facts

        known = [facts.from_json(self.known[id_]["facts"]) for id_ in self.ids]
        files = whole.write(self.fresh, self.ids, self.site) if self.job.gates else []
        seen, _ = pour.write(self.work(), pages.of_site(known, self.site, files))
        self.seen.add(seen)

    def print_sheets(self) -> Iterator[str]:
        """Make the sheets of notices open now; tell which are too long for one sheet of paper."""
        wanted = _sheets(self.known)
        if self.job.browser and wanted:
            from generator import sheets

            yield from sheets.fill(self.job.browser, self.fresh, self.job.cache / "sheets", wanted)

    def write_search(self, engine_files: Sequence[str]) -> list["Merged"]:
        """Write the index of every language."""
        from generator.search import site as search

        job, made = self.job, []
        for edition, folder in enumerate(self.site.folders):
            sites = search.Sites(self.fresh / folder, job.out / folder, job.parts, job.jobs)
            written = search.pages(self.frames[0], engine_files, "../" * folder.count("/"))
            parts = {id_: self.known[id_]["parts"][edition] for id_ in self.ids}
            before = self.merged[edition] if self.merged else ()
            made.append(search.write(sites, written, parts, before))
        return made


def _taken(job: Job, id_: str) -> Finding:
    where = Location(f"{job.records.name}/{id_}", 1, 1)
    message = say("“{id}”已被网站的其他文件夹占用", id=id_)
    return error("community-id-taken", message, where, say("请给社区文件夹换个名称"))


def _sources(names: Sequence[str]) -> Mapping[str, str]:
    """Name the hand-written file behind each page of the engine."""
    return {name: f"docs/{name.removesuffix('.html')}.md" for name in names if name.endswith(".html")}
