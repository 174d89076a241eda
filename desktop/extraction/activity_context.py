"""What an activity may inherit from the report, the paragraph and the sentences before it."""

from __future__ import annotations

from dataclasses import dataclass, field

from db.model.values import Value
from desktop.extraction import activity_words
from desktop.extraction.activity_words import Grammar
from desktop.extraction.build import Draft
from desktop.extraction.layout import Document


@dataclass
class Context:
    """What an activity may inherit: the reporting period, the paragraph it is in, who did the last one.

    Attributes:
        lead: dates and countries of the paragraph that a list belongs to.
    """

    document: Document
    report: Draft
    grammar: Grammar = field(init=False)
    organizer: str = ""
    lead_period: bool = False
    heading: str = ""
    paragraph_organizer: bool = True

    def __post_init__(self) -> None:
        self.grammar = self.document.pack.made("activities.grammar", activity_words.grammar)

    @property
    def period(self) -> tuple[Value, Value]:
        """The reporting period, (None, None) where it is unknown."""
        return self.report.fields.get("period_start"), self.report.fields.get("period_end")


@dataclass
class Paragraph:
    """What the sentences of one paragraph have told so far."""

    start: Value = None
    end: Value = None
    countries: tuple[str, ...] = ()
    last: Draft | None = None
    joint: bool = False
