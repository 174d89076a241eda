"""Claims about a report as a whole: a passage is no fact, a failing check is known."""

from __future__ import annotations

from db.model.dataclass import dataclass
from db.model.evidence import Evidence


@dataclass(frozen=True)
class Dismissal:
    """A person's word that a passage no record cites holds no fact.

    Attributes:
        entry: the journal entry that says so; undoing it or giving it back opens the omission again.
        omission: id of the omission as the finder of that day named it; `spans` tell where it stands.
        kind: what the finder took it for ("number", "amount", "date", "country", "row").
    """

    entry: str
    work: str
    reading: str
    omission: str
    kind: str
    spans: Evidence
    by: str
    at: str
    why: str | None = None


@dataclass(frozen=True)
class Acceptance:
    """A person's word that a failing check is known and why; it holds while the check finds the same.

    Attributes:
        entry: the journal entry that says so.
        check: id of the form's check; records: ids, sorted.
        found: short canonical text of what was compared.
    """

    entry: str
    work: str
    check: str
    records: tuple[str, ...]
    found: str
    why: str
    by: str
    at: str
