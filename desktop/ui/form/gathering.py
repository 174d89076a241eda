"""What the editors of a record say together: changes, what is known of a new record, drafts."""

from __future__ import annotations

from collections.abc import Mapping

from db.model.evidence import Evidence
from db.model.records import FieldChange
from db.model.suggestions import Suggestion
from db.model.values import State
from desktop.ui.form.drafts import FieldDraft
from desktop.ui.form.editors import FieldEditor

Editors = Mapping[str, FieldEditor]
PASSAGE = "@passage"  # beside the fields of a draft: what is to prove the record


def changed(editors: Editors) -> dict[str, FieldChange]:
    """What differs from the record."""
    return {
        name: FieldChange(editor.state(), editor.value(), editor.evidence)
        for name, editor in editors.items()
        if editor.is_changed()
    }


def known(editors: Editors, proposal: Suggestion) -> dict[str, FieldChange]:
    """All that is known of a record that is being added; what nobody touched keeps the proposal's evidence."""
    found = {}
    for name, editor in editors.items():
        if editor.state() is State.NOT_LOOKED_AT:
            continue
        evidence = editor.evidence
        if evidence is None and editor.value() == proposal.fields.get(name):
            evidence = proposal.field_evidence.get(name)
        found[name] = FieldChange(editor.state(), editor.value(), evidence)
    return found


def qualifiers(editors: Editors, found: Mapping[str, FieldChange]) -> dict[str, FieldChange]:
    """What a change of a field says of the one beside it, where the person said nothing of that.

    A number that is stated has the default qualifier; with the number its qualifier goes.
    """
    added = {}
    for name, editor in editors.items():
        main = found.get(editor.field.beside or "")
        if not editor.field.default or name in found or main is None:
            continue
        if main.state is State.STATED and editor.state() is State.NOT_LOOKED_AT:
            added[name] = FieldChange(State.STATED, editor.field.default)
        elif main.state is not State.STATED and editor.state() is State.STATED:
            added[name] = FieldChange(main.state)
    return added


def draft(editors: Editors, passage: Evidence | None = None) -> dict[str, str] | None:
    """What stands in the changed fields, as text, and a changed passage; None where nothing is changed."""
    texts = {}
    if passage is not None:
        texts[PASSAGE] = FieldDraft("", None, passage).encode()
    for name, editor in editors.items():
        if editor.is_changed():
            state = None if editor.state() is State.STATED else editor.state()
            texts[name] = FieldDraft(editor.text(), state, editor.evidence).encode()
    return texts or None


def apply_draft(editors: Editors, texts: Mapping[str, str]) -> None:
    """Put back what `draft` gave, as if it had just been typed; fields that are no more are left out."""
    for name, data in texts.items():
        editor = editors.get(name)
        if editor is None:
            continue
        kept = FieldDraft.decode(data)
        if kept.state is not None and not kept.text:
            editor.put(None, kept.state, kept.evidence)
        else:
            editor.set_text(kept.text)
            editor.evidence = kept.evidence


def drafted_passage(texts: Mapping[str, str]) -> Evidence | None:
    """The changed passage that `draft` gave, None where there was none."""
    return FieldDraft.decode(texts[PASSAGE]).evidence if PASSAGE in texts else None
