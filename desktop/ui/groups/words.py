"""Values and groups in the reader's words."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from db.model.dates import PartialDate
from db.model.form import Field, Form, label
from db.model.records import Record
from db.model.values import FieldType, Value
from desktop.review.groups import Facet, Item
from desktop.ui.queue.caption import CountryName, signed, term
from desktop.ui.queue.words import listed

DASH = " – "


class GroupWords:
    """Knows how a form's values are told.

    Args:
        names: a record in a few words, by its id.
    """

    def __init__(self, form: Form, language: str, country_name: CountryName, names: Callable[[str], str]) -> None:
        self._form = form
        self._language = language
        self._country_name = country_name
        self._names = names

    def family(self, family: str) -> str:
        """The plural of a family."""
        return label(self._form.family(family).plurals, self._language)

    def facet(self, facet: Facet) -> str:
        """What a group compares: the field's label, and what parts it."""
        field = self._form.family(facet.family).field(facet.field)
        text = label(field.labels, self._language)
        if not facet.part:
            return text
        parted = self._parting(facet)
        part = term(self._form, parted.vocabulary, facet.part, self._language) if parted.vocabulary else facet.part
        return QCoreApplication.translate("Words", "{name}: {part}").format(name=text, part=part)

    def value(self, item: Item) -> str:
        """An item's value with what is seen with it."""
        record, facet = item.record, item.facet
        family = self._form.family(facet.family)
        main = family.field(facet.field)
        text = self._one(main, record)
        for name in item.fields:
            if name == main.id:
                continue
            field = family.field(name)
            if field.type in (FieldType.INTEGER, FieldType.DECIMAL, FieldType.DATE):
                text = (text or "…") + DASH + self._one(field, record)
            elif field.vocabulary != "qualifier":
                text = f"{text} {self._one(field, record)}".strip()
        return text

    def _one(self, field: Field, record: Record) -> str:
        return self._told(field, record.value(field.id), record)

    def _told(self, field: Field, value: Value, record: Record) -> str:
        if isinstance(value, Decimal):
            if field.id in ("fiscal_year", "session"):
                return str(value)
            qualifiers = [each.id for each in self._form.family(record.family).fields if each.beside == field.id]
            return signed(value, next((record.value(each) for each in qualifiers), None))
        if isinstance(value, PartialDate):
            return str(value)
        if isinstance(value, tuple):
            if field.type is FieldType.COUNTRIES:
                return listed(self._country_name(code, self._language) for code in value)
            return " · ".join(value)
        if not isinstance(value, str):
            return ""
        if field.type is FieldType.CHOICE:
            return term(self._form, field.vocabulary or "", value, self._language)
        if field.type is FieldType.COUNTRY:
            return self._country_name(value, self._language)
        if field.type is FieldType.LINK:
            return self._names(value)
        return " ".join(value.split())

    def _parting(self, facet: Facet) -> Field:
        family = self._form.family(facet.family)
        return next(
            field
            for field in (family.field(name) for name in facet.fields)
            if field.id != facet.field and field.type in (FieldType.CHOICE, FieldType.TEXT) and field.beside is None
        )
