"""The forms that the product ships, and how a project made with an older one gets the newer."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from db.model.changes import Changes
from db.model.errors import RuleError
from db.model.form import Form
from resources import resource

if TYPE_CHECKING:
    from db.store import Store
    from desktop.services.keyring import KeyRing

STANDARD = "institutional-reports"


@lru_cache(maxsize=4)
def standard_form(name: str = STANDARD) -> Form:
    """A shipped form by name."""
    return Form.from_json(json.loads(resource("forms", f"{name}.json").read_text(encoding="utf-8")))


def newer(form: Form) -> Form | None:
    """The shipped form of the same id where it is newer than a project's, None otherwise.

    Checks that only the project has stay. Whatever else a project has of its own must be in the shipped form too:
    the store refuses a form that has lost families, fields or terms.
    """
    if not form.id.replace("-", "").isalnum() or not resource("forms", f"{form.id}.json").is_file():
        return None
    shipped = standard_form(form.id)
    if shipped.id != form.id or shipped.version <= form.version:
        return None
    known = {check.id for check in shipped.checks}
    return replace(shipped, checks=(*shipped.checks, *(check for check in form.checks if check.id not in known)))


def renew(store: Store, keyring: KeyRing) -> Changes:
    """Give a project the newer shipped form of its own, as an entry of a person who has a key on this machine.

    Returns:
        No changes where there is nothing newer, where nobody of the project signs here yet, or where the project
        has something of its own that the newer form lacks: it then goes on with the form that it has.

    Raises:
        ProjectError: the project can't be written.
    """
    form = newer(store.form())
    if form is None:
        return Changes()
    for person in store.people():
        signer = keyring.signer(person.id) if person.kind == "person" else None
        if signer is None or signer.key not in person.keys:
            continue
        try:
            return store.change_form(form, signer)
        except RuleError:
            return Changes()
    return Changes()
