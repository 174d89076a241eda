"""What is said under the fields of a record: the machine's value, doubts, failing checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication

from db.model.form import Form
from db.model.records import SETTLED, Record
from db.model.values import State
from desktop.ui.check_words import check_sentence
from desktop.ui.form.context import FormContext
from desktop.ui.form.editors import FieldEditor
from desktop.ui.form.field_notes import Note
from desktop.ui.form.tools import LanguageTools

if TYPE_CHECKING:
    from desktop.review.checks import CheckResult


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


def passage_note(editor: FieldEditor) -> Iterator[Note]:
    """That what proves a field is another passage now, where its value is the same."""
    if editor.evidence is not None and editor.problem() is None and editor.value() == editor.original()[0]:
        yield Note("muted", QCoreApplication.translate("Notes", "Another passage proves it now."))


def tick(editors: Sequence[FieldEditor], record: Record | None, context: FormContext) -> str:
    """Who checked the answers of a row without deciding the record; nothing where nobody did, or not all of them."""
    if record is None or record.decision in SETTLED or any(editor.is_changed() for editor in editors):
        return ""
    found = (record.current.get(editor.field.id) for editor in editors)
    entries = [entry for entry in found if entry is not None and entry.value is not None]
    if not entries or any(entry.source != "person" for entry in entries):
        return ""
    name = context.names.get(entries[0].origin, "")
    words = QCoreApplication.translate("Notes", "Checked by {name} among like values")
    return words.format(name=name).strip()


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
    """What checks say by the first of their fields, and what no field of this family carries; the gravest first."""
    by_field: dict[str, list[Note]] = {}
    others: list[Note] = []
    known = {field.id for field in form.family(record.family).fields}
    for result in sorted(context.results, key=_gravity):
        if (result.ok and not result.notice) or (result.records and record.id not in result.records):
            continue
        words = check_sentence(result, form, language, tools.sentence, record.family)
        note = _check_note(result, record, words, context)
        place = next((field for field in result.fields if field in known), None)
        if place is None:
            others.append(note)
        else:
            by_field.setdefault(place, []).append(note)
    return by_field, others


def _gravity(result: CheckResult) -> tuple[bool, bool, bool]:
    """What sorts results: what fails, then what was accepted; what is about this record alone first."""
    return result.ok, result.accepted is not None, len(result.records) > 1


def _check_note(result: CheckResult, record: Record, sentence: str, context: FormContext) -> Note:
    if result.notice:
        return Note("muted", sentence)
    said = result.accepted
    if said is None:
        grave: Literal["bad", "warning"] = "bad" if record.id in result.blamed else "warning"
        return Note(grave, sentence, result=result if context.may_accept else None)
    words = QCoreApplication.translate("Notes", "Accepted by {name}: “{why}”. {sentence}")
    text = words.format(name=context.names.get(said.by, said.by), why=said.why, sentence=sentence)
    # What one person has accepted the other is to look at.
    tone: Literal["muted", "warning"] = "warning" if said.by != context.person else "muted"
    return Note(tone, text, result=result if context.may_accept else None)


def question(record: Record | None, context: FormContext) -> str:
    """What the reviewer asked, nothing where nobody waits for an answer."""
    if record is None or not record.question or (context.task != "answer" and record.approval != "returned"):
        return ""
    who = context.names.get(record.approved_by or "", "")
    words = QCoreApplication.translate("Notes", "{name} asks: {question}")
    if not who:
        words = QCoreApplication.translate("Notes", "Returned: {question}")
    return words.format(name=who, question=record.question)
