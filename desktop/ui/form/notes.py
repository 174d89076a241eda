"""What is said under the fields of a record: the machine's value, doubts, failing checks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from db.model.dates import PartialDate
from db.model.form import Form, label
from db.model.records import Record
from db.model.values import State
from desktop.ui.form.context import FormContext
from desktop.ui.form.editors import FieldEditor
from desktop.ui.form.field_notes import Note
from desktop.ui.form.tools import LanguageTools
from desktop.ui.queue.caption import term
from desktop.ui.queue.figures import GROUP, grouped

if TYPE_CHECKING:
    from desktop.review.checks import CheckResult


# the space within a number must not be where a line breaks
_GROUPS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")


def machine_note(editor: FieldEditor, record: Record) -> Iterator[Note]:
    """The machine's value, where the field now says something else."""
    entry = record.machine.get(editor.field.id)
    if entry is None or entry.state is not State.STATED or entry.value is None:
        return
    if editor.problem() is None and editor.value() == entry.value:
        return
    words = QCoreApplication.translate("Notes", "machine: {value}")
    if entry.source == "import":
        words = QCoreApplication.translate("Notes", "imported: {value}")
    text = editor.value_text(entry.value)
    yield Note("muted", words.format(value=text if len(text) <= 60 else text[:59] + "…"), editor.field.id)


def unsure_note(editor: FieldEditor, record: Record, unsure: tuple[str, ...]) -> Iterator[Note]:
    """Why the machine is unsure of a field; nothing once the person has changed it."""
    if editor.field.id not in unsure or editor.is_changed():
        return
    entry = record.current.get(editor.field.id)
    if entry is None or entry.value is None:
        yield Note("warning", QCoreApplication.translate("Notes", "Unsure: nothing was found for it."))
    elif entry.confidence is None:
        yield Note("warning", QCoreApplication.translate("Notes", "Unsure: compare it with the passage."))
    else:
        words = QCoreApplication.translate("Notes", "Unsure ({confidence}): compare it with the passage.")
        yield Note("warning", words.format(confidence=f"{entry.confidence:.2f}"))


def failing_notes(
    record: Record, context: FormContext, form: Form, language: str, tools: LanguageTools
) -> tuple[dict[str, list[Note]], list[Note]]:
    """Failing checks by the first of their fields, and those that no field of this family carries."""
    by_field: dict[str, list[Note]] = {}
    others: list[Note] = []
    known = {field.id for field in form.family(record.family).fields}
    for result in context.results:
        if result.ok or (result.records and record.id not in result.records):
            continue
        text = tools.sentence(f"check.{result.code}", _named(result, record, form, language), language)
        note = Note("bad", _GROUPS.sub("\u00a0", text[:1].upper() + text[1:]))
        place = next((field for field in result.fields if field in known), None)
        if place is None:
            others.append(note)
        else:
            by_field.setdefault(place, []).append(note)
    return by_field, others


def _named(result: CheckResult, record: Record, form: Form, language: str) -> Mapping[str, object]:
    """The parameters of a result with labels instead of ids, and numbers as people write them."""
    fields = {field.id: label(field.labels, language) for field in form.family(record.family).fields}
    named: dict[str, object] = {}
    for key, value in result.parameters.items():
        if key in ("field", "part", "whole", "start", "end") and isinstance(value, str):
            named[key] = fields.get(value, value)
        elif key == "item" and isinstance(value, str):
            named[key] = term(form, "item", value, language)
        elif isinstance(value, Decimal):
            # a sentence takes what can be printed, and that leaves the narrow space out
            named[key] = str(value) if key == "fiscal_year" else grouped(value).replace(GROUP, " ")
        elif isinstance(value, PartialDate):
            named[key] = str(value)
        else:
            named[key] = value
    return named
