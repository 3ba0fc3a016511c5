"""Records and frame → a whole site: nothing is done where nothing changed, and nothing is swapped in that is wrong."""

import hashlib
import importlib.metadata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any

from generator import frame, manifest, outcome, settings, tree
from generator.chromium import BrowserError
from generator.diagnostics import Finding
from generator.gates import Seen
from generator.job import MARK, Built, Job, PublishError
from generator.outcome import Outcome
from generator.views.site import Site
from generator.wording import say

__all__ = ["Built", "Job", "PublishError", "build"]


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
    sound = frozenset(
        id_ for id_ in ids if id_ in made and made[id_]["made"] == manifest.made(job.out, site.folders, id_)
    )
    same = [id_ for id_ in ids if id_ in known and id_ in sound and _is_same(job, known[id_], stamps[id_])]
    intact = bool(known) and before["rest"] == manifest.rest(job.out, site.folders, ids, site.languages)
    if ids and not misplaced and len(same) == len(ids) == len(known) and intact:
        whole = _outcome(job, known, misplaced)
        return Built(whole, before["pages"], replaced=False, notices=len(manifest.sheets(known)))
    # Loaded only here, where something changed.
    from generator.anew import Anew

    unchanged = {id_: known[id_] for id_ in same}
    merged = before["merged"] if intact else ()
    work = Anew(job, site, said.indexing, program, folders, ids, unchanged, stamps, sound, merged, Seen(site.base))
    return work.run(key, misplaced)


def _load(languages: Sequence[str], kept: Path, program: str) -> None:
    from generator import anew, render  # noqa: F401 - loaded for what comes after the engine

    render.prepare(languages, kept, program)


def _program() -> str:
    """Name what makes pages of records: our code and templates, and the libraries under them."""
    names = ("chinesecalendar", "jinja2", "pillow", "pydantic", "pypdf", "pyyaml", "segno", "xlsxwriter")
    libraries = [importlib.metadata.version(name) for name in names]
    return f"{libraries} {manifest.inputs(Path(__file__).parent)}"


def _key(job: Job, site: Site, frames: Sequence[Path], program: str) -> str:
    """Hash all that every page depends on: settings, frame, program."""
    parts = (str(asdict(site)), [folder.name for folder in frames], job.alone, program)
    return hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def _is_same(job: Job, known: Mapping[str, Any], stamp: str) -> bool:
    return known["stamp"] == stamp and all((job.parts / name).exists() for name in known["parts"])


def _outcome(job: Job, known: Mapping[str, Any], misplaced: Sequence[Finding]) -> Outcome:
    outcomes = [outcome.from_json(known[id_]["outcome"]) for id_ in sorted(known)]
    return outcome.merge(outcomes, misplaced, job.records)
