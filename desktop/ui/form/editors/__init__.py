"""The editors of fields, one a type."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from db.model.form import Field, Form
from db.model.values import FieldType
from desktop.ui.form.editors.base import FieldEditor
from desktop.ui.form.editors.choice import ChoiceEditor
from desktop.ui.form.editors.compact_choice import CompactChoice
from desktop.ui.form.editors.countries import CountriesEditor
from desktop.ui.form.editors.country import CountryEditor
from desktop.ui.form.editors.date import DateEditor
from desktop.ui.form.editors.language import LanguageEditor
from desktop.ui.form.editors.link import LinkEditor
from desktop.ui.form.editors.number import NumberEditor
from desktop.ui.form.editors.text import TextEditor
from desktop.ui.form.editors.texts import TextsEditor
from desktop.ui.form.tools import LanguageTools
from desktop.ui.theme import Theme

__all__ = ["CompactChoice", "FieldEditor", "make_editor"]

_EDITORS: dict[FieldType, type[FieldEditor]] = {
    FieldType.INTEGER: NumberEditor,
    FieldType.DECIMAL: NumberEditor,
    FieldType.TEXT: TextEditor,
    FieldType.TEXTS: TextsEditor,
    FieldType.DATE: DateEditor,
    FieldType.CHOICE: ChoiceEditor,
    FieldType.COUNTRY: CountryEditor,
    FieldType.COUNTRIES: CountriesEditor,
    FieldType.LINK: LinkEditor,
}


def make_editor(
    field: Field, form: Form, language: str, tools: LanguageTools, theme: Theme, parent: QWidget | None = None
) -> FieldEditor:
    """The editor for a field: by its type, by names for a language, a small one for a choice beside another field."""
    kind = _EDITORS[field.type]
    if field.type is FieldType.TEXT and field.id == "language":
        kind = LanguageEditor
    if field.beside is not None and field.type is FieldType.CHOICE:
        kind = CompactChoice
    return kind(field, form, language, tools, theme, parent)
