"""What lists of many records ask: few columns, few rows at a time, and numbers that an index answers alone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from db.codec import evidence_from_json
from db.connection import Database
from db.model.evidence import Evidence
from db.model.lines import DOUBT, Columns, Counts, Line
from db.model.records import Approval, Decision, Record
from db.projections import forms
from db.store import loading
from db.texts import clean

Place = tuple[int, int, str]  # page, offset, id: where a record stands in reading order
BEFORE_ALL: Place = (-1, -1, "")
_LONGEST = 5000  # code points: no passage that proves anything is longer

_DECISIONS = {str(decision): decision for decision in Decision}
_APPROVALS = {str(approval): approval for approval in Approval}
_NOBODY: frozenset[str] = frozenset()

# The conditions of the partial indices, word for word: SQLite uses them only so.
_DOUBTFUL = (
    "field_entries.current = 1 AND field_entries.source <> 'person' AND field_entries.state = 'stated'"
    f" AND field_entries.confidence < {DOUBT}"
)
_OPEN = "approval <> 'approved'"
_UNDECIDED = "decision IN ('none', 'postponed')"
# As desktop.review.queues.task has it; who decided last is known without looking at all who ever did.
_NEEDS = f"""({_UNDECIDED}
  OR (decision NOT IN ('none', 'postponed') AND approval = 'returned'
    AND (:person IS NULL OR approved_by IS NOT :person))
  OR (decision NOT IN ('none', 'postponed') AND approval IN ('none', 'voided') AND :person IS NOT NULL
    AND decided_by IS NOT :person
    AND NOT EXISTS (SELECT 1 FROM deciders WHERE deciders.record = records.id AND deciders.person = :person)))"""

_LINE = f"""SELECT id, family, page, start, decision, approval, approved_by, repeat_of,
  (SELECT group_concat(person, ' ') FROM deciders WHERE deciders.record = id),
  EXISTS (SELECT 1 FROM field_entries INDEXED BY field_entries_in_doubt
    WHERE field_entries.record = id AND {_DOUBTFUL}),
  (SELECT spans.page || ' ' || spans.start FROM spans WHERE spans.record = id AND n = 0
    ORDER BY role <> 'value', position LIMIT 1)
FROM records"""


class Lists:
    """Reads lines, numbers and places of one project. Any thread may ask; what is asked for costs no more than it is.

    Args:
        fields: family to the fields that its lines hold; others than the form has are left out.
    """

    def __init__(self, database: Database, fields: Mapping[str, Sequence[str]] | None = None) -> None:
        self._database = database
        self._fields = fields or {}
        self._counted: dict[tuple[str, str | None], tuple[int | None, Counts]] = {}

    def holding(self, fields: Mapping[str, Sequence[str]]) -> Lists:
        """The same whose lines hold these fields."""
        other = Lists(self._database, fields)
        other._counted = self._counted
        return other

    def counts(self, work: str, person: str | None) -> Counts:
        """How many records a report has, by state, and how many need this person.

        Counted once for each state of the journal: going back and forth between reports counts nothing again.
        """
        with self._database.read() as conn:
            written = conn.execute("SELECT max(seq) FROM journal").fetchone()[0]
            known = self._counted.get((work, person))
            if known is not None and known[0] == written:
                return known[1]
            states = self.states(work)
            needing = conn.execute(
                f"SELECT count(*) FROM records INDEXED BY records_open WHERE work = :work AND {_OPEN} AND {_NEEDS}",
                {"work": work, "person": person},
            ).fetchone()[0]
            unsure = conn.execute(
                "SELECT count(DISTINCT record) FROM field_entries INDEXED BY field_entries_in_doubt"
                f" CROSS JOIN records ON records.id = record WHERE {_DOUBTFUL} AND work = ? AND {_UNDECIDED}",
                (work,),
            ).fetchone()[0]
            self._counted[work, person] = written, Counts(states, needing, unsure)
            return self._counted[work, person][1]

    def unsure(self, work: str) -> frozenset[str]:
        """Undecided records of a report with an answer that is unsure, without a look at the answers themselves."""
        with self._database.read() as conn:
            rows = conn.execute(
                "SELECT DISTINCT record FROM field_entries INDEXED BY field_entries_in_doubt"
                f" CROSS JOIN records ON records.id = record WHERE {_DOUBTFUL} AND work = ? AND {_UNDECIDED}",
                (work,),
            )
            return frozenset(record for (record,) in rows)

    def more_than(self, work: str, number: int) -> bool:
        """Whether a report has more records than this; no more of them are looked at."""
        with self._database.read() as conn:
            return bool(
                conn.execute("SELECT 1 FROM records WHERE work = ? LIMIT 1 OFFSET ?", (work, number)).fetchone()
            )

    def states(self, work: str) -> dict[tuple[str, str, str], int]:
        """How many records a report has, by (family, decision, approval)."""
        with self._database.read() as conn:
            rows = conn.execute(
                "SELECT family, decision, approval, count(*) FROM records INDEXED BY records_by_state WHERE work = ?"
                " GROUP BY family, decision, approval",
                (work,),
            )
            return {(family, decision, approval): number for family, decision, approval, number in rows}

    def strays(self, work: str) -> bool:
        """Whether records of a report belong to another reading than the one that is shown."""
        with self._database.read() as conn:
            others = conn.execute(
                "SELECT EXISTS (SELECT 1 FROM readings AS g JOIN files AS f ON f.sha256 = g.file"
                " JOIN works AS w ON w.id = f.work WHERE w.id = ? AND g.id <> w.reading)",
                (work,),
            ).fetchone()[0]
            if not others:
                return False  # most reports: looking at each record would take longer than all else
            return bool(
                conn.execute(
                    "SELECT EXISTS (SELECT 1 FROM records AS r JOIN works AS w ON w.id = r.work"
                    " WHERE r.work = ? AND r.reading <> w.reading)",
                    (work,),
                ).fetchone()[0]
            )

    def total(self, work: str) -> int:
        """How many records a report has, its own among them."""
        with self._database.read() as conn:
            return int(
                conn.execute(
                    "SELECT count(*) FROM records INDEXED BY records_by_state WHERE work = ?", (work,)
                ).fetchone()[0]
            )

    def place(self, work: str, record: str) -> Place | None:
        """Where a record of this report stands; None where it has none of this id."""
        with self._database.read() as conn:
            row = conn.execute(
                "SELECT page, start, id FROM records WHERE id = ? AND work = ?", (clean(record), work)
            ).fetchone()
        return (row[0], row[1], row[2]) if row else None

    def first_needing(self, work: str, person: str | None) -> Place | None:
        """The first record, in reading order, that needs this person."""
        with self._database.read() as conn:
            row = conn.execute(
                "SELECT page, start, id FROM records INDEXED BY records_open"
                f" WHERE work = :work AND {_OPEN} AND {_NEEDS} ORDER BY page, start, id LIMIT 1",
                {"work": work, "person": person},
            ).fetchone()
        return (row[0], row[1], row[2]) if row else None

    def lines(self, work: str, number: int, after: Place = BEFORE_ALL) -> list[Line]:
        """So many lines of a report in reading order, those after a place; all of them for -1."""
        return self._lines(
            "work = ? AND (page, start, id) > (?, ?, ?) ORDER BY page, start, id LIMIT ?", (work, *after, number)
        )

    def lines_before(self, work: str, number: int, before: Place) -> list[Line]:
        """So many lines, the nearest before a place, in reading order."""
        condition = "work = ? AND (page, start, id) < (?, ?, ?) ORDER BY page DESC, start DESC, id DESC LIMIT ?"
        return self._lines(condition, (work, *before, number))[::-1]

    def lines_of(self, records: Iterable[str]) -> list[Line]:
        """The lines of these records."""
        wanted = json.dumps(sorted(records))
        return self._lines("id IN (SELECT value FROM json_each(?)) ORDER BY page, start, id", (wanted,))

    def within(self, work: str, passages: Iterable[tuple[int, int, int]]) -> dict[str, Evidence]:
        """Record to its evidence, for all that have any of it in these passages.

        Args:
            passages: (page, start, end) in code points of the page.
        """
        found: set[str] = set()
        with self._database.read() as conn:
            for page, start, end in passages:
                rows = conn.execute(
                    "SELECT DISTINCT record FROM spans INDEXED BY spans_by_page"
                    " CROSS JOIN records ON records.id = record"
                    ' WHERE n = 0 AND spans.page = ? AND spans.start >= ? AND spans.start < ? AND spans."end" > ?'
                    " AND work = ?",
                    (page, start - _LONGEST, end, start, work),
                )
                found.update(row[0] for row in rows)
            rows = conn.execute(
                "SELECT record, evidence FROM record_contents WHERE record IN (SELECT value FROM json_each(?))",
                (json.dumps(sorted(found)),),
            )
            with loading.sound(forms.path_of(conn)):
                return {record: evidence_from_json(json.loads(text)) for record, text in rows}

    def records(self, work: str, number: int, after: Place = BEFORE_ALL) -> list[Record]:
        """So many whole records of a report, those after a place; all of them for -1."""
        condition = (
            "id IN (SELECT id FROM records WHERE work = ? AND (page, start, id) > (?, ?, ?)"
            " ORDER BY page, start, id LIMIT ?)"
        )
        with self._database.read() as conn:
            return loading.load(conn, forms.current(conn), condition, (work, *after, number))

    def records_of(self, records: Iterable[str]) -> list[Record]:
        """These records, in reading order; those that are gone are left out."""
        condition = "id IN (SELECT value FROM json_each(?))"
        with self._database.read() as conn:
            return loading.load(conn, forms.current(conn), condition, (json.dumps(sorted(records)),))

    def own(self, work: str) -> Record | None:
        """The record about the report itself."""
        with self._database.read() as conn:
            condition = (
                "id IN (SELECT id FROM records INDEXED BY records_by_state WHERE work = ? AND family = 'report')"
            )
            return next(iter(loading.load(conn, forms.current(conn), condition, (work,))), None)

    def _lines(self, condition: str, parameters: tuple[Any, ...]) -> list[Line]:
        with self._database.read() as conn:
            rows = conn.execute(f"{_LINE} WHERE {condition}", parameters).fetchall()
            columns, said = self._said(conn, rows)
            with loading.sound(forms.path_of(conn)):
                return [_line(row, columns[row[1]], said.get(row[0])) for row in rows]

    def _said(
        self, conn: sqlite3.Connection, rows: Sequence[tuple[Any, ...]]
    ) -> tuple[dict[str, Columns], dict[str, tuple[Any, ...]]]:
        """What the wide tables hold of these records: columns by family, values by record."""
        form = forms.current(conn)
        by_family: dict[str, list[str]] = {}
        for row in rows:
            by_family.setdefault(row[1], []).append(row[0])
        columns: dict[str, Columns] = {}
        said: dict[str, tuple[Any, ...]] = {}
        for name, records in by_family.items():
            family = form.family(name)
            wanted = self._fields.get(name, ())
            columns[name] = tuple((field.id, field.type) for field in family.fields if field.id in wanted)
            if columns[name]:
                listed = ", ".join(f'"{field}"' for field, _ in columns[name])
                found = conn.execute(
                    f'SELECT record, {listed} FROM "{forms.table(family)}" WHERE record IN'
                    " (SELECT value FROM json_each(?))",
                    (json.dumps(records),),
                )
                said.update((row[0], row[1:]) for row in found)
        return columns, said


def _line(row: tuple[Any, ...], columns: Columns, said: tuple[Any, ...] | None) -> Line:
    order = (row[2], row[3])
    place = order
    if row[10] is not None:
        page, _, start = row[10].partition(" ")
        place = (int(page), int(start))
    return Line(
        row[0],
        row[1],
        order,
        _DECISIONS[row[4]],
        _APPROVALS[row[5]],
        row[6],
        frozenset(row[8].split(" ")) if row[8] else _NOBODY,
        row[7],
        bool(row[9]),
        place if place != order else order,
        columns if said is not None else (),
        said or (),
    )
