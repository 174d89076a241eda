"""The first entry of a project, and what makes a form fit to be one's."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Mapping

from db.journal import Signer, append_and_apply
from db.model.changes import Changes
from db.model.errors import RuleError
from db.model.form import Form
from db.model.people import Person
from db.projections import forms, kinds
from db.store import people

_MACHINE = "Counterproof"


def plain(form: Form) -> dict[str, object]:
    """The form for the journal; raises RuleError bad_value where it can't be journaled."""
    try:
        forms.text_of(form)
    except ValueError as error:
        raise RuleError("bad_value", field="form", value=form.id, reason=str(error)) from None
    return form.to_json()


def creation(form: Form, by: Signer, creator: Person | None) -> dict[str, object]:
    """What the first entry says; raises RuleError bad_value, unknown_person."""
    problem = forms.fault(form)
    if problem is not None:
        raise RuleError("bad_value", field="form", value=form.id, reason=problem)
    person = creator or Person(by.person, _MACHINE, (by.key,), "machine")
    if by.person != person.id or by.key not in person.keys:
        raise RuleError("unknown_person", name=person.name, person=by.person)
    return {"project": secrets.token_hex(16), "form": plain(form), "person": people.body_of(person)}


def create(conn: sqlite3.Connection, body: Mapping[str, object], by: Signer) -> Changes:
    """Append it; raises RuleError already_there."""
    if conn.execute("SELECT 1 FROM project").fetchone() is not None:
        raise RuleError("already_there", name="project")
    return append_and_apply(conn, kinds.PROJECT_CREATED, body, by)[1]
