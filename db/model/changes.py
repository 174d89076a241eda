"""What a write changed: every write returns it, one signal fans it out."""

from __future__ import annotations

from db.model.dataclass import dataclass


@dataclass(frozen=True)
class Changes:
    """Ids of what a write touched.

    Attributes:
        records, works: whose projections changed.
        entries: ids of the journal entries, in order; the last one is what undo would take back.
        people: whether the list of people changed; form: whether the form did.
    """

    records: frozenset[str] = frozenset()
    works: frozenset[str] = frozenset()
    entries: tuple[str, ...] = ()
    people: bool = False
    form: bool = False

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            self.records | other.records,
            self.works | other.works,
            self.entries + other.entries,
            self.people or other.people,
            self.form or other.form,
        )
