"""Where Enter stops within a record: fields of which the machine is unsure, and fields over which a check fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.model.form import Family, Form
    from desktop.review.checks import CheckResult
    from desktop.ui.form.context import FormContext
    from desktop.ui.form.record_form import RecordForm


def stops(family: Family, context: FormContext, record: str) -> tuple[str, ...]:
    """The fields that a person must look at one by one, in the order of the form.

    A qualifier is seen with the number beside it, and is no stop of its own where that is one. Nothing is one in a
    record with which the person has nothing to do. A sum that names its wrong cell is looked at there and nowhere else.
    """
    if context.task is None:
        return ()
    known = [field.id for field in family.fields]
    wanted = set(context.unsure)
    for result in context.results:
        if still_fails(result) and (not result.records or record in result.blamed):
            place = next((field for field in result.fields if field in known), None)
            wanted |= {place} if place is not None else set()
    shared = {field.id for field in family.fields if field.vocabulary and field.beside in wanted}
    return tuple(name for name in known if name in wanted - shared)


def shown_in(card: RecordForm, form: Form) -> tuple[str, ...]:
    """The fields of the record on the card that want a look and can be gone to, in order."""
    record = card.record()
    if record is None:
        return ()
    found = stops(form.family(record.family), card.context(), record.id)
    return tuple(name for name in found if card.editor(name).isVisibleTo(card))


def still_fails(result: CheckResult) -> bool:
    """Whether a check fails, and nobody has accepted that it does."""
    return not result.ok and result.accepted is None
