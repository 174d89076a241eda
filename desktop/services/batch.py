"""Decisions that come as data, one by one: what the window's keys do, for scripts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from db.model.changes import Changes
from db.model.errors import RuleError
from db.model.evidence import Evidence
from db.model.people import Person
from db.model.readings import Reading
from db.model.records import FieldChange
from db.model.works import WorkState
from desktop.services.answers import family_of, read_changes, read_evidence, stands

if TYPE_CHECKING:
    from desktop.services.project import Project

_SEEN = ("record", "digest", "why")
_TAKES: Mapping[str, tuple[str, ...]] = {
    "confirm": _SEEN,
    "correct": (*_SEEN, "fields", "evidence"),
    "reject": _SEEN,
    "postpone": _SEEN,
    "approve": _SEEN,
    "return": _SEEN,
    "undo": ("record", "why"),
    "redo": ("why",),
    "add": ("family", "report", "fields", "evidence", "why"),
}
_KNOWN = frozenset({"action"}.union(*_TAKES.values()))


def carry_out(project: Project, person: Person, data: object) -> Changes:
    """Carry out one decision of the command line's shape.

    Raises:
        RuleError: the rules, or the line itself, forbid it; nothing was changed.
    """
    if not isinstance(data, Mapping):
        raise RuleError("bad_line", reason="a decision is a JSON object")
    unknown = sorted(map(str, set(data) - _KNOWN))
    if unknown:
        raise RuleError("bad_line", reason=f"unknown: {', '.join(unknown)}")
    action = data.get("action")
    call = _ACTIONS.get(action) if isinstance(action, str) else None
    if call is None:
        raise RuleError("bad_line", reason=f'"action" is one of {", ".join(_ACTIONS)}')
    assert isinstance(action, str)
    idle = [key for key in _KNOWN - {"action", *_TAKES[action]} if data.get(key) not in (None, {})]
    if idle:
        raise RuleError("bad_line", reason=f"{action} takes no {', '.join(sorted(idle))}")
    return call(project, person, data)


class Repetition:
    """Knows the decisions of a file so far: one that says word for word what an earlier one said is a slip."""

    def __init__(self) -> None:
        self._lines: dict[str, int] = {}

    def tell(self, number: int, data: object) -> None:
        """Take the next line.

        Raises:
            RuleError: bad_line, it repeats an earlier one with nothing taken back in between.
        """
        if not isinstance(data, Mapping):
            return
        if data.get("action") in ("undo", "redo"):
            self._lines.clear()
            return
        text = repr([(key, data[key]) for key in sorted(data, key=str)])  # written out, a number may be of any length
        first = self._lines.setdefault(text, number)
        if first != number:
            raise RuleError("bad_line", reason=f"it says what line {first} says")


def close_report(project: Project, person: Person, name: str) -> tuple[str, Changes]:
    """Say of a report that nothing more is in it, or sign it off where another person has said so.

    Returns:
        "complete" or "signed_off", and what changed.
    """
    work, _ = project.library.find(name)
    if work.state is WorkState.SIGNED_OFF:
        raise RuleError("already_signed_off", name=name)
    if work.state is WorkState.COMPLETE:
        return "signed_off", project.review.sign_off(work.id, person)
    return "complete", project.review.complete(work.id, person)


def _confirm(project: Project, person: Person, data: Mapping[str, Any]) -> Changes:
    return project.review.confirm(_record_id(data), person, _text(data, "digest"), why=_text(data, "why"))


def _correct(project: Project, person: Person, data: Mapping[str, Any]) -> Changes:
    why, digest = _text(data, "why"), _text(data, "digest")
    record = project.review.record(_record_id(data))
    family = project.form.family(record.family)
    shown = project.library.reading(record.work)

    def said_of(reading: Reading) -> tuple[dict[str, FieldChange], Evidence | None]:
        evidence = read_evidence(reading, data["evidence"]) if data.get("evidence") else None
        return read_changes(project.form, family, data.get("fields"), reading), evidence

    if shown.id == record.reading:
        changes, evidence = said_of(shown)
    else:
        # The record was made from another file of the report: places count in that one, words in either.
        own = project.library.other_reading(record.reading)
        first, second = (own, shown) if stands(own, data) else (shown, own)
        try:
            changes, evidence = said_of(first)
        except RuleError as error:
            if error.code != "quote_not_found":
                raise
            changes, evidence = said_of(second)
    return project.review.correct(record.id, person, changes, why=why, evidence=evidence, digest=digest)


def _reject(project: Project, person: Person, data: Mapping[str, Any]) -> Changes:
    return project.review.reject(_record_id(data), person, _text(data, "why"), digest=_text(data, "digest"))


def _postpone(project: Project, person: Person, data: Mapping[str, Any]) -> Changes:
    return project.review.postpone(_record_id(data), person, _text(data, "why"), digest=_text(data, "digest"))


def _approve(project: Project, person: Person, data: Mapping[str, Any]) -> Changes:
    record = _record_id(data)
    digest = _text(data, "digest") or project.review.record(record).digest
    return project.review.approve(record, person, digest, why=_text(data, "why"))


def _return(project: Project, person: Person, data: Mapping[str, Any]) -> Changes:
    why = _text(data, "why")
    if not why:
        raise RuleError("needs_question")
    return project.review.return_(_record_id(data), person, why, digest=_text(data, "digest"))


def _undo(project: Project, person: Person, data: Mapping[str, Any]) -> Changes:
    return project.review.undo(person, _text(data, "record"), why=_text(data, "why"))


def _redo(project: Project, person: Person, data: Mapping[str, Any]) -> Changes:
    return project.review.redo(person, why=_text(data, "why"))


def _add(project: Project, person: Person, data: Mapping[str, Any]) -> Changes:
    name = _text(data, "report")
    if not name:
        raise RuleError("bad_line", reason='add needs "report", a name or SHA-256')
    family = family_of(project.form, data.get("family"))
    work, _ = project.library.find(name)
    reading = project.library.reading(work.id)
    if not data.get("evidence"):
        raise RuleError("no_evidence")
    evidence = read_evidence(reading, data["evidence"])
    changes = read_changes(project.form, family, data.get("fields"), reading)
    return project.review.add(work.id, family.id, person, changes, evidence, why=_text(data, "why"))


def _record_id(data: Mapping[str, Any]) -> str:
    record = _text(data, "record")
    if not record:
        raise RuleError("bad_line", reason='"record" is missing')
    return record


def _text(data: Mapping[str, Any], key: str) -> str | None:
    raw = data.get(key)
    if raw is not None and not isinstance(raw, str):
        raise RuleError("bad_line", reason=f'"{key}" is text')
    return raw or None


_ACTIONS: Mapping[str, Callable[[Project, Person, Mapping[str, Any]], Changes]] = {
    "confirm": _confirm,
    "correct": _correct,
    "reject": _reject,
    "postpone": _postpone,
    "approve": _approve,
    "return": _return,
    "undo": _undo,
    "redo": _redo,
    "add": _add,
}
