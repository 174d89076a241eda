"""Spans of a reading's text: what proves a value."""

from __future__ import annotations

from typing import Literal, TypeAlias

from db.model.dataclass import dataclass

Role: TypeAlias = Literal["value", "label", "header", "context"]
CONTEXT_LENGTH = 32


@dataclass(frozen=True)
class Rect:
    """A rectangle on a page in page units: 0..1 from the left and from the top of the page as shown."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Span:
    """A run of code points of one page.

    Attributes:
        page: counts from 1.
        start, end: code points in that page's text, end excluded.
        quote: exactly the text between them.
        prefix, suffix: at most 32 code points of the page before and after.
        role: what the run proves of the value: its figure, its row label, its column header, its context.
        rects: one per line or cell it covers, empty where the reading has no geometry.
    """

    page: int
    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""
    role: Role = "value"
    rects: tuple[Rect, ...] = ()


Evidence: TypeAlias = tuple[Span, ...]
