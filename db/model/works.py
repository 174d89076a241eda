"""Works and their files; how far a work is reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from db.model.dataclass import dataclass


class WorkState(StrEnum):
    """How far the report as a whole is: COMPLETE is the clerk's "nothing more in it", SIGNED_OFF the reviewer's."""

    OPEN = "open"
    COMPLETE = "complete"
    SIGNED_OFF = "signed_off"


@dataclass(frozen=True)
class ReportFile:
    """One file of a work: its bytes' SHA-256 (hex), its name when it was added, "pdf" | "docx" | "txt" | "html"."""

    sha256: str
    work: str
    name: str
    format: str
    size: int
    pages: int
    purged: bool = False


@dataclass(frozen=True)
class Looked:
    """What the reviewer was shown of what the clerk left out, before signing off.

    Attributes:
        rejected, dismissed, accepted: how many there were: records, omissions, failing checks.
        shown: ids of those that were on the screen: records, entries that dismissed or accepted.
    """

    rejected: int
    dismissed: int
    accepted: int
    shown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Work:
    """A report as such. title, symbol and the rest of its own data are the record of family "report"."""

    id: str
    title: str
    symbol: str | None
    language: str | None
    state: WorkState
    completed_by: str | None
    signed_off_by: str | None
    files: tuple[ReportFile, ...]
    reading: str | None
    notes: tuple[str, ...] = ()
    looked: Looked | None = None
    pages: int = 0  # of the reading that is shown


@dataclass(frozen=True)
class Progress:
    """Numbers of a work's records, the family "report" left out.

    Attributes:
        by_decision: decision to number; by_approval: approval to number; by_family: family to number.
        needs_clerk: undecided or postponed or returned; needs_reviewer: decided, not yet approved.
    """

    total: int
    by_decision: Mapping[str, int] = field(default_factory=dict)
    by_approval: Mapping[str, int] = field(default_factory=dict)
    by_family: Mapping[str, int] = field(default_factory=dict)
    needs_clerk: int = 0
    needs_reviewer: int = 0
