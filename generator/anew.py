"""A site made anew in a fresh folder, out of what is unchanged and what is poured, and swapped in when all is well."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from generator import crawlers, frame, gates, manifest, outcome, pages, pour, render, shards, swap
from generator.diagnostics import Finding, Location, error, has_errors
from generator.downloads import whole, workbook
from generator.gates import Seen
from generator.job import MARK, Built, Job
from generator.manifest import Manifest
from generator.outcome import Outcome
from generator.pour import Edition, Work
from generator.search import site as search
from generator.search.site import Merged
from generator.views import facts
from generator.views.site import DATA, SOURCE_PAGES, Site
from generator.wording import say


@dataclass(slots=True)
class Anew:
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
        """Make and swap in the site, or leave nothing behind."""
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
        notes = tuple(self.printsheets_of())
        files = {name for name, _ in manifest.walk(self.fresh)}
        if not self.job.alone:
            dead = tuple(gates.judge(self.seen, self.fresh, files, _sources(engine_files)))
            if dead:
                return Built(Outcome(result.findings + dead, result.records, result.examined), 0, replaced=False)
        crawlers.write(self.fresh, self.site.url, files, indexing=self.indexing)
        count = len(crawlers.addresses(files))
        for id_, known in self.known.items():
            if "made" not in known:
                known["made"] = manifest.made(self.fresh, self.site.folders, id_)
        swap.swap(self.fresh, self.job.out)
        stamps = [one.stamps for one in merged]
        others = manifest.rest(self.job.out, self.site.folders, self.ids, self.site.languages)
        said = Manifest(key=key, communities=self.known, rest=others, pages=count, merged=stamps)
        manifest.write(self.job.manifest, said)
        manifest.tidy(self.job.parts, {name for one in merged for name in one.parts})
        return Built(result, count, replaced=True, notices=len(manifest.sheets(self.known)), notes=notes)

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
        """Take over what unchanged communities became."""
        for id_ in self.known:
            for below in (f"{folder}{id_}/" for folder in self.site.folders):
                for name, _ in manifest.walk(self.job.out / below):
                    swap.link(f"{self.job.out}/{below}{name}", f"{self.fresh}/{below}{name}")
            self.seen.add(Seen(**self.known[id_]["seen"]))

    def work(self) -> Work:
        """Tell what every community needs."""
        languages = self.site.languages or (self.site.language,)
        sites = (replace(self.site, language=one) for one in languages)
        editions = tuple(Edition(*one) for one in zip(sites, self.frames, strict=True))
        job = self.job
        return Work(
            job.records, editions, job.out, self.fresh, job.cache / "files", self.sound, job.parts, alone=job.alone
        )

    def pour(self) -> None:
        """Check communities that changed and write their pages."""
        changed = [id_ for id_ in self.ids if id_ not in self.known]
        work = self.work()
        render.prepare((edition.site.language for edition in work.editions), self.job.templates, self.program)
        if not self.job.alone:
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
        """Give what was found in each community."""
        return (outcome.from_json(self.known[id_]["outcome"]) for id_ in self.ids if id_ in self.known)

    def write_site(self) -> None:
        """Write the pages over all communities."""
        known = [facts.from_json(self.known[id_]["facts"]) for id_ in self.ids]
        files = whole.write(self.fresh, self.ids, self.site) if not self.job.alone else []
        seen, _ = pour.write(self.work(), pages.of_site(known, self.site, files))
        self.seen.add(seen)

    def printsheets_of(self) -> Iterator[str]:
        """Make the sheets of notices open now; tell which are too long for one sheet of paper."""
        wanted = manifest.sheets(self.known)
        if self.job.browser and wanted:
            from generator import sheets

            yield from sheets.fill(self.job.browser, self.fresh, self.job.cache / "sheets", wanted)

    def write_search(self, engine_files: Sequence[str]) -> list[Merged]:
        """Write the index of every language."""
        if self.job.alone:
            return []
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
