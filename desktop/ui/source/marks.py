"""What is lit on the pages: records by their spans, and which of them lie over one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from db.model.evidence import Evidence, Span

MAXIMUM_LEVEL = 3
MANY = 20  # marks; from so many on everything is painted anew


@dataclass(frozen=True)
class Mark:
    """One record as the pages show it.

    Attributes:
        record: its id; family: which of the form's families.
        state: "undecided", "decided", "approved" or "rejected".
        evidence: where it is lit.
        failing: a check over it fails; unsure: the machine was unsure of a field.
        label: a line of words for the tooltip, or what makes it: most are never pointed at.
    """

    record: str
    family: str
    state: str
    evidence: Evidence
    failing: bool = False
    unsure: bool = False
    label: str | Callable[[], str] = field(default="", compare=False)

    def words(self) -> str:
        """The line for the tooltip."""
        return self.label if isinstance(self.label, str) else self.label()


@dataclass(frozen=True)
class PlacedSpan:
    """One span of a mark on its page.

    Attributes:
        level: how many shorter spans lie over it; its line is drawn that much lower.
        primary: shows the value itself; the others (labels, headers, context) are lit only with the current record.
        last: the last primary span of its mark, which carries the badge.
    """

    mark: Mark
    span: Span
    level: int
    primary: bool
    last: bool


class MarkIndex:
    """Marks by page, the longest first, so that the shorter ones are drawn over them."""

    def __init__(self, marks: Sequence[Mark] = ()) -> None:
        self.marks = tuple(marks)
        self.by_record = {mark.record: mark for mark in self.marks}
        pages: dict[int, list[tuple[Mark, Span, bool, bool]]] = defaultdict(list)
        for mark in self.marks:
            values = [span for span in mark.evidence if span.role == "value"] or list(mark.evidence)
            for span in mark.evidence:
                if span.end > span.start:
                    pages[span.page].append((mark, span, span in values, bool(values) and span is values[-1]))
        self._pages = {page: _place(spans) for page, spans in pages.items()}

    def on_page(self, page: int, start: int = 0, end: int | None = None) -> list[PlacedSpan]:
        """The spans of a page that touch the code points from start to end, the longest first."""
        return [
            placed
            for placed in self._pages.get(page, ())
            if placed.span.end > start and (end is None or placed.span.start < end)
        ]

    def changed_since(self, before: MarkIndex) -> list[Mark] | None:
        """The marks that look different now; None where some came, went or moved, or too many changed."""
        if len(self.marks) != len(before.marks):
            return None
        changed: list[Mark] = []
        for new, old in zip(self.marks, before.marks, strict=True):
            if new is not old and new != old:
                if new.record != old.record or new.evidence != old.evidence or len(changed) == MANY:
                    return None
                changed.append(new)
        return changed

    def get(self, record: str | None) -> Mark | None:
        """The mark of a record, None where it has none."""
        return self.by_record.get(record) if record is not None else None


def _place(spans: list[tuple[Mark, Span, bool, bool]]) -> list[PlacedSpan]:
    """Give each span its level: above every shorter one of another record that it overlaps."""
    placed: list[PlacedSpan] = []
    group: list[tuple[Mark, Span, bool, bool]] = []
    reach = -1
    for item in sorted(spans, key=lambda item: (item[1].start, item[1].end)):
        if item[1].start >= reach:
            placed += _place_group(group)
            group = []
        group.append(item)
        reach = max(reach, item[1].end)
    placed += _place_group(group)
    placed.sort(key=lambda p: (p.span.start - p.span.end, p.span.start))
    return placed


def _place_group(group: list[tuple[Mark, Span, bool, bool]]) -> list[PlacedSpan]:
    """Levels within spans that hang together; labels and the like never push a line down."""
    result: list[PlacedSpan] = []
    for mark, span, primary, last in sorted(group, key=lambda item: (item[1].end - item[1].start, item[1].start)):
        below = [
            other.level
            for other in result
            if primary
            and other.primary
            and other.mark.record != mark.record
            and other.span.start < span.end
            and span.start < other.span.end
        ]
        level = min(max(below) + 1, MAXIMUM_LEVEL) if below else 0
        result.append(PlacedSpan(mark, span, level, primary, last))
    return result
