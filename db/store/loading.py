"""Records out of the projections: few queries, answers parsed when first looked at."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from db.codec import answer_from_json, evidence_from_json
from db.model.errors import ProjectError
from db.model.form import Family, Form
from db.model.records import Approval, Decision, FieldEntry, Record
from db.model.values import FieldType
from db.projections import forms

_COLUMNS = (
    "id, work, reading, family, page, start, decision, approval, decided_by, decided_at, approved_by, approved_at,"
    " question, why, confidence, origin, repeat_of, links, digest, evidence, answers"
)


class Answers(Mapping[str, FieldEntry]):
    """Field id to answer; made of its JSON when it is first asked for.

    Args:
        make: gives the answers; called once by each thread at most.
        told: what they are made of; answers that are made of the same are equal without a look at them.
    """

    __slots__ = ("_made", "_make", "_told")

    def __init__(self, make: Callable[[], dict[str, FieldEntry]], told: tuple[object, ...]) -> None:
        self._make: Callable[[], dict[str, FieldEntry]] | None = make
        self._made: dict[str, FieldEntry] | None = None
        self._told = told

    def _all(self) -> dict[str, FieldEntry]:
        made = self._made
        if made is None:
            make = self._make
            # Another thread may have been faster; its answers are equal.
            made = self._made if make is None else make()
            assert made is not None
            self._made, self._make = made, None
        return made

    def __getitem__(self, key: str) -> FieldEntry:
        return self._all()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __repr__(self) -> str:
        return repr(self._all())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Answers) and self._told == other._told:
            return True
        return super().__eq__(other)

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[type[dict[str, FieldEntry]], tuple[dict[str, FieldEntry]]]:
        # Records travel to other processes and into copies as plain data.
        return dict, (self._all(),)


def load(conn: sqlite3.Connection, form: Form, where: str = "", parameters: tuple[Any, ...] = ()) -> list[Record]:
    """Records in reading order: works as they were added, then by page and place.

    Args:
        where: a condition on columns of `records`.
    """
    condition = f" WHERE {where}" if where else ""
    who: dict[str, list[str]] = {}
    for record, person in conn.execute(
        f"SELECT record, person FROM deciders JOIN records ON records.id = deciders.record{condition}", parameters
    ):
        who.setdefault(record, []).append(person)
    rows = conn.execute(
        f"SELECT {_COLUMNS} FROM records JOIN record_contents ON record = id{condition} ORDER BY work, page, start, id",
        parameters,
    ).fetchall()
    works = {row[1] for row in rows}
    path = forms.path_of(conn)
    with sound(path):
        if len(works) > 1:
            places = dict(conn.execute("SELECT id, position FROM works").fetchall())
            rows.sort(key=lambda row: (places[row[1]], row[1]))  # stable: within a work the order stays
        return [_record(row, form, frozenset(who.get(row[0], ())), path) for row in rows]


def types(family: Family) -> dict[str, FieldType]:
    """Field id to type."""
    return {field.id: field.type for field in family.fields}


@contextmanager
def sound(path: str) -> Iterator[None]:
    """What stands in the file and is no record is the file's damage; verify tells more."""
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ProjectError("damaged", path=path, reason=f"{type(error).__name__}: {error}") from error


def _record(row: tuple[Any, ...], form: Form, deciders: frozenset[str], path: str) -> Record:
    family, text = form.family(row[3]), row[20]

    def current() -> dict[str, FieldEntry]:
        with sound(path):
            return _answers(json.loads(text)["current"], family)

    def machine() -> dict[str, FieldEntry]:
        with sound(path):
            return _machine(json.loads(text), family)

    return Record(
        id=row[0],
        work=row[1],
        reading=row[2],
        family=row[3],
        order=(row[4], row[5]),
        # Parsed when the form or a check asks for them; a list of many records shows few at a time.
        current=Answers(current, ("current", family, text)),
        machine=Answers(machine, ("machine", family, text)),
        evidence=evidence_from_json(json.loads(row[19])),
        decision=Decision(row[6]),
        approval=Approval(row[7]),
        decided_by=row[8],
        decided_at=row[9],
        deciders=deciders,
        approved_by=row[10],
        approved_at=row[11],
        question=row[12],
        why=row[13],
        confidence=row[14],
        origin=row[15],
        repeat_of=row[16],
        links=json.loads(row[17]) if row[17] != "{}" else {},
        digest=row[18],
    )


def _answers(data: Mapping[str, Any], family: Family) -> dict[str, FieldEntry]:
    kinds = types(family)
    # The form's order, so that whoever lists them lists them as the form does.
    return {field: answer_from_json(data[field], kinds[field]) for field in kinds if field in data}


def _machine(data: Mapping[str, Any], family: Family) -> dict[str, FieldEntry]:
    current = data["current"]
    found = {field: current[field] if item is None else item for field, item in data["machine"].items()}
    return _answers(found, family)
