"""The kinds of record. One file holds one record; the folder names its kind, the file name is its id."""

from collections.abc import Mapping
from types import MappingProxyType

from generator.records.contract import Contract
from generator.records.funds import Contributions, Declaration, Disbursements, Pledges
from generator.records.meeting import Meeting
from generator.records.notice import Notice
from generator.records.place import Community, Party
from generator.records.progress import Progress
from generator.records.project import Project
from generator.records.rules import Ruleset
from generator.records.types import Strict

KINDS: Mapping[str, type[Strict]] = MappingProxyType(
    {
        "parties": Party,
        "projects": Project,
        "notices": Notice,
        "meetings": Meeting,
        "pledges": Pledges,
        "contracts": Contract,
        "contributions": Contributions,
        "disbursements": Disbursements,
        "declarations": Declaration,
        "progress": Progress,
        "rules": Ruleset,
    }
)
"""Folder name → model, in the order they are read."""

COMMUNITY_FILE = "community.yml"

__all__ = [
    "COMMUNITY_FILE",
    "KINDS",
    "Community",
    "Contract",
    "Contributions",
    "Declaration",
    "Disbursements",
    "Meeting",
    "Notice",
    "Party",
    "Pledges",
    "Progress",
    "Project",
    "Ruleset",
    "Strict",
]
