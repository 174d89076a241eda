"""The store: one call a question, one transaction a write."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from db import opening
from db.connection import Database
from db.failures import translated
from db.journal import Signer, append_and_apply, latest
from db.model.batches import Step
from db.model.changes import Changes
from db.model.claims import Acceptance, Dismissal
from db.model.entries import HistoryItem, Undoable
from db.model.errors import ProjectError, RuleError
from db.model.evidence import Evidence
from db.model.form import Form
from db.model.people import Person
from db.model.readings import Reading, ReadingSummary
from db.model.records import FieldChange, Record
from db.model.suggestions import Suggestion
from db.model.works import Progress, ReportFile, Work
from db.projections import forms, kinds
from db.store import (
    batching,
    claims,
    creating,
    decisions,
    drafts,
    loading,
    people,
    readings,
    signing,
    suggesting,
    time,
    undoing,
    works,
)
from db.store.lists import Lists
from db.store.pages import Pages
from db.texts import clean, clean_reading


class Store:
    """What is in a project, and all that can be done to it. Any thread may call; every call blocks.

    Refusals are RuleError (the rules of review) and ProjectError (the file); after one nothing has changed.

    Attributes:
        lists: what lists of many records ask.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._read_by: Form | None = None
        self.lists = Lists(database)
        self.pages = Pages(database)

    # --- the project ---------------------------------------------------------------------------------------------

    @classmethod
    def create_project(cls, path: Path, form: Form, by: Signer, creator: Person | None = None) -> Store:
        """Make a project file with a form in it; it is moved into place when it is whole. Close `.database`.

        Args:
            by: signs the first entry, and so becomes the first whom the project knows.
            creator: who that is; without it a machine, which neither decides nor approves.

        Raises:
            ProjectError: exists, not_found (the folder), disk_full, no_access, read_only.
            RuleError: bad_value: this can't be a project's form.
        """
        body = creating.creation(form, by, creator)
        path = Path(path)
        with translated(path, system=True):
            opening.create_file(path, lambda conn: creating.create(conn, body, by))
        return cls(Database.open(path, back_up=False))

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Store:
        """Open a project. Close `.database`; raises ProjectError."""
        database = Database.open(path, read_only=read_only)
        try:
            with database.read() as conn:
                if conn.execute("SELECT 1 FROM project").fetchone() is None:
                    raise ProjectError("not_a_project", path=str(path))
        except BaseException:
            database.close()
            raise
        return cls(database)

    def create(self, form: Form, by: Signer, creator: Person | None = None) -> Changes:
        """Make the project in an empty file; see `create_project`. Raises RuleError already_there, bad_value."""
        body = creating.creation(form, by, creator)
        return self._write(lambda conn: creating.create(conn, body, by))

    def project_id(self) -> str:
        """The same in every copy of the project."""
        with self.database.read() as conn:
            forms.current(conn)
            return str(conn.execute("SELECT id FROM project").fetchone()[0])

    def heads(self) -> dict[str, str]:
        """Last entry of every chain to its key; published with a release, they show a journal cut short later."""
        with self.database.read() as conn:
            return latest(conn)

    def form(self) -> Form:
        """The project's form, or the one that it is read by."""
        if self._read_by is not None:
            return self._read_by
        with self.database.read() as conn:
            return forms.current(conn)

    def read_by(self, form: Form) -> bool:
        """Read a file that can't be written by a newer form; False where that has lost something of the project's."""
        if self.database.read_only and forms.fault(form) is None and forms.incompatible(self.form(), form) is None:
            self._read_by = form
        return self._read_by is form

    def change_form(self, form: Form, by: Signer) -> Changes:
        """Use another form from now on.

        Raises:
            RuleError: bad_value where it is none, or has lost families, fields or terms, which can only be retired.
        """
        problem = forms.fault(form)
        if problem is not None:
            raise RuleError("bad_value", field="form", value=form.id, reason=problem)
        body = {"form": creating.plain(form)}

        def change(conn: sqlite3.Connection) -> Changes:
            signing.person(conn, by)
            old = forms.current(conn)
            lost = forms.incompatible(old, form)
            if lost is not None:
                raise RuleError("bad_value", field="form", value=lost, reason="it is missing or of another type")
            if forms.text_of(old) == forms.text_of(form):
                return Changes()
            return append_and_apply(conn, kinds.FORM_CHANGED, body, by)[1]

        return self._write(change)

    # --- people --------------------------------------------------------------------------------------------------

    def people(self) -> list[Person]:
        """Persons and machines, in the order they came in."""
        with self.database.read() as conn:
            return people.people(conn)

    def person(self, person_id: str) -> Person:
        """Raises RuleError unknown_person."""
        with self.database.read() as conn:
            found = people.people(conn, clean(person_id))
        if not found:
            raise RuleError("unknown_person", name=person_id, person=person_id)
        return found[0]

    def add_person(self, person: Person, by: Signer) -> Changes:
        """Introduce somebody; they may do it themselves with one of the keys they bring."""
        return self._write(lambda conn: people.add_person(conn, person, by))

    def add_key(self, person_id: str, key: str, by: Signer) -> Changes:
        """Another key of somebody known, signed by that key itself or by another one of theirs."""
        return self._write(lambda conn: people.add_key(conn, clean(person_id), key, by))

    # --- works ---------------------------------------------------------------------------------------------------

    def works(self) -> list[Work]:
        """In the order they were added."""
        with self.database.read() as conn:
            return works.works(conn)

    def work(self, work_id: str) -> Work:
        """Raises RuleError unknown_work."""
        with self.database.read() as conn:
            found = works.works(conn, clean(work_id))
        if not found:
            raise RuleError("unknown_work", name=work_id, work=work_id)
        return found[0]

    def progress(self, work_id: str) -> Progress:
        """Raises RuleError unknown_work."""
        with self.database.read() as conn:
            return works.progress(conn, clean(work_id))

    def file(self, sha256: str) -> ReportFile | None:
        with self.database.read() as conn:
            return works.file(conn, clean(sha256))

    def file_bytes(self, sha256: str) -> bytes:
        """Raises RuleError unknown_report where there is no such file, or it was purged."""
        with self.database.read() as conn:
            return works.file_bytes(conn, clean(sha256))

    def reading(self, reading_id: str) -> Reading:
        """Raises RuleError no_reading."""
        return readings.load(self.database, clean(reading_id))

    def add_file(
        self,
        data: bytes,
        name: str,
        reading: Reading,
        by: Signer,
        work: str | None = None,
        *,
        language: str | None = None,
        suggestions: Sequence[Suggestion] = (),
        source: str = "machine",
    ) -> tuple[Changes, str]:
        """Add a file with its reading, and its suggestions in the same transaction.

        Args:
            work: the work that it is another file of; without it it becomes one.

        Returns:
            What changed, and the id of the work. Text that can't be kept (U+0000, lone surrogates) is replaced one
            code point for one; the reading's id may differ for that, `work(id).reading` tells it.

        Raises:
            RuleError: already_there, unknown_work, bad_value, and what `suggest` raises.
        """
        cleaned = clean_reading(reading)

        def add(conn: sqlite3.Connection) -> tuple[Changes, str]:
            changes, work_id = works.add_file(
                conn, data, name, cleaned, by, None if work is None else clean(work), language
            )
            if suggestions:
                changes |= suggesting.suggest(conn, work_id, cleaned, suggestions, by, source)
            return changes, work_id

        return self.database.write(add)

    def readings(self, work: str) -> list[ReadingSummary]:
        """All readings of a work's files, in the order they were added."""
        with self.database.read() as conn:
            return readings.of_work(conn, clean(work))

    def choose_reading(self, work: str, reading: Reading, by: Signer) -> Changes:
        """Show and search another reading of one of the work's files from now on; it is kept where it is new."""
        cleaned = clean_reading(reading)
        return self._write(lambda conn: works.choose_reading(conn, clean(work), cleaned, by))

    def purge_file(self, sha256: str, by: Signer, why: str | None = None) -> Changes:
        """Take a file's bytes out of the project; what was read out of it stays."""
        return self._write(lambda conn: works.purge_file(conn, clean(sha256), by, why))

    def suggest(
        self, work: str, reading: Reading, suggestions: Sequence[Suggestion], by: Signer, *, source: str = "machine"
    ) -> Changes:
        """Add suggestions as records. Ids that are there already add nothing, whatever became of their records.

        Args:
            source: "machine", or "import" for what another program made.
        """
        return self._write(lambda conn: suggesting.suggest(conn, clean(work), reading, suggestions, by, source))

    def complete(self, work: str, by: Signer) -> Changes:
        """Say that nothing more is in the report; its own record must be decided like the others."""
        return self._write(lambda conn: works.complete(conn, clean(work), by))

    def sign_off(self, work: str, by: Signer, shown: Sequence[str] = ()) -> Changes:
        """Say the same as another person; its own record must be approved like the others.

        Args:
            shown: ids of the rejected records, and entries of the dismissals and acceptances, that were looked at.
        """
        return self._write(lambda conn: works.sign_off(conn, clean(work), by, shown))

    def may_complete(self, work: str, by: Signer) -> None:
        """Raises the RuleError that `complete` would raise."""
        with self.database.read() as conn:
            works.may_complete(conn, clean(work), by)

    def may_sign_off(self, work: str, by: Signer) -> None:
        """Raises the RuleError that `sign_off` would raise."""
        with self.database.read() as conn:
            works.may_sign_off(conn, clean(work), by)

    def reopen(self, work: str, by: Signer) -> Changes:
        """Take either back."""
        return self._write(lambda conn: works.reopen(conn, clean(work), by))

    # --- claims about a work -------------------------------------------------------------------------------------

    def dismiss(
        self, work: str, omission: str, kind: str, spans: Evidence, by: Signer, why: str | None = None
    ) -> Changes:
        """A passage that no record cites is no fact. Changes nothing where this person has said it."""
        return self._write(lambda conn: claims.dismiss(conn, clean(work), omission, kind, spans, by, why))

    def dismissals(self, work: str) -> list[Dismissal]:
        """Those that stand, in the order they were said."""
        with self.database.read() as conn:
            return claims.dismissals(conn, clean(work))

    def accept_check(self, work: str, check: str, records: Sequence[str], found: str, why: str, by: Signer) -> Changes:
        """A failing check is known, for a reason; this holds while the check finds the same in the same records."""
        return self._write(lambda conn: claims.accept(conn, clean(work), check, records, found, why, by))

    def acceptances(self, work: str) -> list[Acceptance]:
        """Those that stand, in the order they were said."""
        with self.database.read() as conn:
            return claims.acceptances(conn, clean(work))

    def give_back(self, claim: str, by: Signer, why: str | None = None) -> Changes:
        """Open again, as another person, what the entry of this id has dismissed or accepted."""
        return self._write(lambda conn: claims.give_back(conn, clean(claim), by, why))

    # --- records -------------------------------------------------------------------------------------------------

    def records(
        self,
        *,
        work: str | None = None,
        family: str | None = None,
        decision: str | None = None,
        approval: str | None = None,
    ) -> list[Record]:
        """Records in reading order, of all works or one."""
        given = {"work": work, "family": family, "decision": decision, "approval": approval}
        chosen = {key: clean(str(value)) for key, value in given.items() if value is not None}
        where = " AND ".join(f"{key} = ?" for key in chosen)
        with self.database.read() as conn:
            return loading.load(conn, forms.current(conn), where, tuple(chosen.values()))

    def record(self, record_id: str) -> Record:
        """Raises RuleError unknown_record."""
        with self.database.read() as conn:
            found = loading.load(conn, forms.current(conn), "id = ?", (clean(record_id),))
        if not found:
            raise RuleError("unknown_record", name=record_id, record=record_id)
        return found[0]

    def history(self, record_id: str) -> list[HistoryItem]:
        """All entries that concern a record, the undone ones too; raises RuleError unknown_record."""
        with self.database.read() as conn:
            return undoing.history(conn, clean(record_id))

    def confirm(self, record: str, by: Signer, digest: str | None = None, why: str | None = None) -> Changes:
        """The record is right as it stands. Changes nothing where that is said already."""
        return self._write(lambda conn: decisions.confirm(conn, clean(record), by, digest, why))

    def correct(
        self,
        record: str,
        fields: Mapping[str, FieldChange],
        by: Signer,
        why: str | None = None,
        evidence: Evidence | None = None,
        digest: str | None = None,
        reading: str | None = None,
        moved: Mapping[str, Evidence] | None = None,
    ) -> Changes:
        """These fields should be so; where nothing differs this confirms. See `decisions.correct`."""
        return self._write(
            lambda conn: decisions.correct(
                conn, clean(record), fields, by, why, evidence, digest, reading=reading, moved=moved
            )
        )

    def reject(self, record: str, by: Signer, why: str | None = None, digest: str | None = None) -> Changes:
        return self._write(lambda conn: decisions.reject(conn, clean(record), by, why, digest))

    def postpone(self, record: str, by: Signer, why: str | None = None, digest: str | None = None) -> Changes:
        """Leave it for later; whoever does has not decided it."""
        return self._write(lambda conn: decisions.postpone(conn, clean(record), by, why, digest))

    def add(
        self,
        work: str,
        family: str,
        fields: Mapping[str, FieldChange],
        evidence: Evidence,
        by: Signer,
        why: str | None = None,
    ) -> Changes:
        """A record that no machine found; the id is the only one in the changes' records."""
        return self._write(lambda conn: decisions.add(conn, clean(work), family, fields, evidence, by, why))

    def approve(self, record: str, by: Signer, digest: str | None = None, why: str | None = None) -> Changes:
        """The decision is right, says a person who never decided it; the digest tells what they saw."""
        return self._write(lambda conn: decisions.approve(conn, clean(record), by, digest, why=why))

    def return_(self, record: str, by: Signer, why: str | None = None, digest: str | None = None) -> Changes:
        """Give the decision back with a question."""
        return self._write(lambda conn: decisions.return_(conn, clean(record), by, why, digest))

    def decide_all(self, steps: Sequence[Step], by: Signer, why: str | None = None) -> Changes:
        """All of these steps or none; `undo` takes them back together."""
        return self._write(lambda conn: batching.carry_out(conn, steps, by, why))

    def undo(self, by: Signer, record: str | None = None, why: str | None = None) -> Changes:
        """Take back the person's last decision with all of its batch, or their last one on this record alone."""
        return self._write(lambda conn: undoing.undo(conn, by, None if record is None else clean(record), why))

    def redo(self, by: Signer, why: str | None = None) -> Changes:
        """Take the person's last undo back, if they have decided nothing since."""
        return self._write(lambda conn: undoing.redo(conn, by, why))

    def undoable(self, person: str) -> Undoable | None:
        """What undo would take back."""
        with self.database.read() as conn:
            return undoing.undoable(conn, clean(person))

    def redoable(self, person: str) -> Undoable | None:
        """What redo would do again; `entry` is the undo that it takes back."""
        with self.database.read() as conn:
            return undoing.redoable(conn, clean(person))

    # --- drafts --------------------------------------------------------------------------------------------------

    def set_draft(self, person: str, record: str, fields: Mapping[str, str] | None) -> Changes:
        """Keep what is half typed, or forget it; not journaled. A decision forgets the person's draft itself."""
        self.database.write(lambda conn: drafts.set_draft(conn, clean(person), clean(record), fields))
        return Changes()

    def drafts(self, person: str) -> dict[str, dict[str, str]]:
        """Record id to field id to text."""
        with self.database.read() as conn:
            return drafts.drafts(conn, clean(person))

    # --- time ----------------------------------------------------------------------------------------------------

    def add_time(self, record: str, field: str | None, seconds: float) -> None:
        """Add to what a record, or one of its fields, has taken; not journaled, and nobody's in particular."""
        self.database.write(lambda conn: time.add_time(conn, clean(record), field, seconds))

    def add_times(self, spent: Mapping[tuple[str, str], float]) -> None:
        """The same for many records and fields ("" for the record as a whole) in one transaction."""
        self.database.write(lambda conn: time.add_times(conn, spent))

    def times(self, work: str) -> Mapping[str, Mapping[str, float]]:
        """Record id to field id to seconds; "" stands for the record as a whole."""
        with self.database.read() as conn:
            return time.times(conn, clean(work))

    def _write(self, fn: Callable[[sqlite3.Connection], Changes]) -> Changes:
        return self.database.write(fn)
