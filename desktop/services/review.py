"""Deciding and approving: what a person does to records, one journal entry each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from desktop.services.checking import Checking

if TYPE_CHECKING:
    from db.model.batches import Step
    from db.model.changes import Changes
    from db.model.entries import HistoryItem, Undoable
    from db.model.evidence import Evidence
    from db.model.form import Form
    from db.model.people import Person
    from db.model.records import FieldChange, Record
    from db.model.suggestions import Suggestion
    from db.store import Store
    from db.store.lists import Lists
    from desktop.review.checks import CheckResult, Ledger
    from desktop.services.library import Library
    from desktop.services.people import People


class Review:
    """The review of a project's records. All calls block, any thread may make them, every write returns Changes.

    The rules are the store's; they come back as RuleError.

    Attributes:
        checking: what the form's checks find, and what is accepted of it.
    """

    def __init__(self, store: Store, people: People, library: Library) -> None:
        self._store = store
        self._people = people
        self._library = library
        self.checking = Checking(store, people)

    @property
    def lists(self) -> Lists:
        """What lists of many records ask: lines, numbers, places."""
        return self._store.lists

    @property
    def form(self) -> Form:
        return self._store.form()

    def records(self, work_id: str, family: str | None = None) -> list[Record]:
        """All records of a report, or those of one family, in reading order."""
        return self._store.records(work=work_id, family=family)

    def all_records(self) -> list[Record]:
        """The records of all reports, report by report."""
        return self._store.records()

    def record(self, record_id: str) -> Record:
        """One record; raises RuleError unknown_record."""
        return self._store.record(record_id)

    def checks(self, work_id: str, records: Sequence[Record] | None = None) -> list[CheckResult]:
        """What the form's checks find in a report; give the records where they are at hand."""
        return self.checking.results(work_id, records)

    def ledger(self, work_id: str) -> Ledger:
        """A ledger of the report's checks that knows what was accepted; it holds no records yet: set or update it."""
        return self.checking.ledger(work_id)

    def confirm(self, record_id: str, person: Person, digest: str | None = None, *, why: str | None = None) -> Changes:
        """Say that the record is right as it stands."""
        return self._store.confirm(record_id, self._people.signer(person), digest, why)

    def correct(
        self,
        record_id: str,
        person: Person,
        fields: Mapping[str, FieldChange],
        *,
        why: str | None = None,
        evidence: Evidence | None = None,
        digest: str | None = None,
    ) -> Changes:
        """Say what the fields that change should be, with evidence of the reading that is shown."""
        signer = self._people.signer(person)
        reading, moved = None, None
        if evidence or any(change.evidence for change in fields.values()):
            record = self._store.record(record_id)
            shown = self._store.work(record.work).reading
            if shown is not None and shown != record.reading:
                from desktop.documents.placer import Placer
                from desktop.services.moving import move_of

                reading_shown = self._library.reading(record.work)
                placer = Placer(reading_shown, shown, self._library.other_reading)
                move = move_of(record, fields, evidence, reading_shown, placer)
                if move is not None:
                    reading, moved, evidence = shown, move.moved, move.evidence
        return self._store.correct(
            record_id, fields, signer, why=why, evidence=evidence, digest=digest, reading=reading, moved=moved
        )

    def reject(self, record_id: str, person: Person, why: str | None = None, *, digest: str | None = None) -> Changes:
        """Say that the record is none."""
        return self._store.reject(record_id, self._people.signer(person), why, digest)

    def postpone(self, record_id: str, person: Person, why: str | None = None, *, digest: str | None = None) -> Changes:
        """Leave it for later."""
        return self._store.postpone(record_id, self._people.signer(person), why, digest)

    def add(
        self,
        work_id: str,
        family: str,
        person: Person,
        fields: Mapping[str, FieldChange],
        evidence: Evidence,
        *,
        why: str | None = None,
    ) -> Changes:
        """Add a record that no machine found."""
        return self._store.add(work_id, family, fields, evidence, self._people.signer(person), why)

    def approve(self, record_id: str, person: Person, digest: str | None, *, why: str | None = None) -> Changes:
        """Say, as a second person, that the decision is right; the digest tells what this person saw."""
        return self._store.approve(record_id, self._people.signer(person), digest, why)

    def return_(self, record_id: str, person: Person, why: str, *, digest: str | None = None) -> Changes:
        """Give it back with a question."""
        return self._store.return_(record_id, self._people.signer(person), why, digest)

    def decide_all(self, steps: Sequence[Step], person: Person, why: str | None = None) -> Changes:
        """Carry out all of these steps or none, as one batch: one undo takes it back."""
        return self._store.decide_all(steps, self._people.signer(person), why)

    def undo(self, person: Person, record_id: str | None = None, *, why: str | None = None) -> Changes:
        """Take back the person's last entry with its batch, or the last one on this record."""
        return self._store.undo(self._people.signer(person), record_id, why)

    def redo(self, person: Person, *, why: str | None = None) -> Changes:
        """Do again what the person undid last."""
        return self._store.redo(self._people.signer(person), why)

    def undoable(self, person: Person) -> Undoable | None:
        """What undo would take back."""
        return self._store.undoable(person.id)

    def redoable(self, person: Person) -> Undoable | None:
        """What redo would do again."""
        return self._store.redoable(person.id)

    def complete(self, work_id: str, person: Person) -> Changes:
        """Say that nothing more is in the report."""
        return self._store.complete(work_id, self._people.signer(person))

    def sign_off(self, work_id: str, person: Person, shown: Sequence[str] = ()) -> Changes:
        """Say the same as the second person, who was shown these rejections, dismissals and acceptances."""
        return self._store.sign_off(work_id, self._people.signer(person), shown)

    def reopen(self, work_id: str, person: Person) -> Changes:
        """Take either back."""
        return self._store.reopen(work_id, self._people.signer(person))

    def propose(self, work_id: str, family: str, page: int, start: int, end: int) -> Suggestion:
        """What can be parsed of a selected passage, as the beginning of a record."""
        from desktop import extraction

        reading = self._library.reading(work_id)
        language = self._library.language(work_id)
        return extraction.propose(reading, page, start, end, family, language=language)

    def draft(self, person: Person, record_id: str, fields: Mapping[str, str] | None) -> Changes:
        """Keep what is half typed, or forget it with None. Drafts are not journaled."""
        return self._store.set_draft(person.id, record_id, fields)

    def drafts(self, person: Person) -> dict[str, dict[str, str]]:
        """Record id to what this person had half typed."""
        return self._store.drafts(person.id)

    def add_times(self, spent: Mapping[tuple[str, str], float]) -> None:
        """Keep what records and their fields took, in seconds; not journaled, and not by person."""
        self._store.add_times(spent)

    def times(self, work_id: str) -> Mapping[str, Mapping[str, float]]:
        """Record id to field id ("" for the record as a whole) to seconds."""
        return self._store.times(work_id)

    def history(self, record_id: str) -> list[HistoryItem]:
        """All entries that made the record what it is."""
        return self._store.history(record_id)
