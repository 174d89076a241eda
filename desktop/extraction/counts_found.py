"""A count as a language's rules find it."""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal

from db.model.dataclass import dataclass


@dataclass(slots=True)
class CountFound:
    """A count in a block's text; all places are offsets in it.

    Attributes:
        start, end: from qualifier to noun or women clause.
        value_at, noun_at, women_at: (start, end) of number, noun and the women's number.
        unit: a term of the form; rule: which rule and words.
    """

    start: int
    end: int
    value: Decimal
    value_at: tuple[int, int]
    unit: str
    qualifier: str = "exact"
    value_max: Decimal | None = None
    noun_at: tuple[int, int] | None = None
    women: Decimal | None = None
    women_at: tuple[int, int] | None = None
    women_qualifier: str = "exact"
    confidence: float = 0.9
    rule: str = ""
    weak: set[str] = field(default_factory=set)
