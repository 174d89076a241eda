"""The form as data: families of records, their fields, their vocabularies and their checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from typing import Any

from db.model.dataclass import dataclass
from db.model.values import FieldType


@dataclass(frozen=True)
class Term:
    """One choice of a vocabulary; labels by language code. Retired terms stay readable, and are not offered."""

    id: str
    labels: Mapping[str, str]
    retired: bool = False


@dataclass(frozen=True)
class Field:
    """One field of a family.

    Attributes:
        id: lower case, never reused.
        labels, hints: by language code.
        vocabulary: id of the vocabulary of a CHOICE.
        family: the family that a LINK points to.
        beside: the field whose row it shares in the form ("qualifier" beside "value").
        required: a record can't be confirmed while it has no value.
        minimum, maximum: inclusive bounds of a number, as decimal text.
    """

    id: str
    type: FieldType
    labels: Mapping[str, str]
    hints: Mapping[str, str] = field(default_factory=dict)
    vocabulary: str | None = None
    family: str | None = None
    beside: str | None = None
    required: bool = False
    minimum: str | None = None
    maximum: str | None = None
    default: str | None = None
    retired: bool = False


@dataclass(frozen=True)
class Check:
    """A rule over the values of a record or a report, as data; `kind` names the rule in `desktop.review`."""

    id: str
    kind: str
    families: tuple[str, ...]
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Family:
    """A kind of record; `view` names the SQL view of its verified records."""

    id: str
    labels: Mapping[str, str]
    plurals: Mapping[str, str]
    fields: tuple[Field, ...]
    view: str

    def field(self, field_id: str) -> Field:
        """The field of this id; raises KeyError."""
        for item in self.fields:
            if item.id == field_id:
                return item
        raise KeyError(field_id)


@dataclass(frozen=True)
class Form:
    """All that a project asks of a report. The family "report" holds the report's own data."""

    id: str
    version: int
    families: tuple[Family, ...]
    vocabularies: Mapping[str, tuple[Term, ...]]
    checks: tuple[Check, ...] = ()

    def family(self, family_id: str) -> Family:
        """The family of this id; raises KeyError."""
        return self._by_id[family_id]

    @cached_property
    def _by_id(self) -> dict[str, Family]:
        return {family.id: family for family in self.families}

    def to_json(self) -> dict[str, Any]:
        """A JSON object from which `from_json` makes an equal form."""

        def of_field(item: Field) -> dict[str, Any]:
            data: dict[str, Any] = {"id": item.id, "type": str(item.type), "labels": dict(item.labels)}
            if item.hints:
                data["hints"] = dict(item.hints)
            for name in ("vocabulary", "family", "beside", "minimum", "maximum", "default"):
                if getattr(item, name) is not None:
                    data[name] = getattr(item, name)
            for name in ("required", "retired"):
                if getattr(item, name):
                    data[name] = True
            return data

        return {
            "id": self.id,
            "version": self.version,
            "families": [
                {
                    "id": family.id,
                    "labels": dict(family.labels),
                    "plurals": dict(family.plurals),
                    "view": family.view,
                    "fields": [of_field(item) for item in family.fields],
                }
                for family in self.families
            ],
            "vocabularies": {
                name: [
                    {"id": term.id, "labels": dict(term.labels), **({"retired": True} if term.retired else {})}
                    for term in terms
                ]
                for name, terms in self.vocabularies.items()
            },
            "checks": [
                {
                    "id": check.id,
                    "kind": check.kind,
                    "families": list(check.families),
                    "parameters": dict(check.parameters),
                }
                for check in self.checks
            ],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Form:
        """Read a form; raises KeyError or ValueError where it is none."""
        families = tuple(
            Family(
                id=family["id"],
                labels=family["labels"],
                plurals=family.get("plurals", family["labels"]),
                view=family["view"],
                fields=tuple(Field(**{**item, "type": FieldType(item["type"])}) for item in family["fields"]),
            )
            for family in data["families"]
        )
        vocabularies = {
            name: tuple(Term(term["id"], term["labels"], term.get("retired", False)) for term in terms)
            for name, terms in data["vocabularies"].items()
        }
        checks = tuple(
            Check(c["id"], c["kind"], tuple(c["families"]), c.get("parameters", {})) for c in data.get("checks", ())
        )
        return cls(data["id"], data["version"], families, vocabularies, checks)


def label(labels: Mapping[str, str], language: str) -> str:
    """The label in this language, else in English, else any."""
    return labels.get(language) or labels.get(language.split("_")[0]) or labels.get("en") or next(iter(labels.values()))
