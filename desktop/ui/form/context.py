"""What the form is told about a record besides the record, and how it says that a field can't be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Literal

from db.model.dataclass import dataclass

if TYPE_CHECKING:
    from desktop.review.checks import CheckResult


@dataclass(frozen=True)
class FormContext:
    """The surroundings of the record on the card.

    Attributes:
        position, total: its place among the rows of the list, from 1; 0 where it has none.
        task: what the person who works must do with it.
        results: the checks that name this record.
        unsure: ids of the fields of which the machine is unsure.
        links: record id to caption, the choices of a LINK field.
        report_language: the language in which typed and clicked text is read.
        draft: half-typed text by field, as `RecordForm.draft` gave it.
        names: person id to name.
        person: id of who works; may_accept: whether what a check found can be accepted here.
        page_label: the page as printed or counted; without it the page of the first evidence is shown.
        certainty: how sure the passage's characters are where they were read from a picture, 0..1; None where they
            are the file's own.
    """

    position: int = 0
    total: int = 0
    task: Literal["decide", "approve", "answer"] | None = None
    results: Sequence[CheckResult] = ()
    unsure: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    report_language: str = "en"
    draft: Mapping[str, str] | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    page_label: str | None = None
    person: str | None = None
    may_accept: bool = False
    certainty: float | None = None


class FieldProblem(ValueError):
    """A field holds text that can't be read as its value.

    Attributes:
        field: id of the field.
        message: what is wrong, in the reader's language.
    """

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message
