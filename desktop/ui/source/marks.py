"""What is lit on the pages: records by their spans, and which of them lie over one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import field

from db.model.dataclass import dataclass
from db.model.evidence import Evidence, Span

MAXIMUM_LEVEL = 3
MANY = 20  # marks; from so many on everything is painted anew
BLOCK = 4096  # code points of a page whose marks are kept, and come, together

Block = tuple[int, int]  # page from 1, number of the block on it from 0


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
    """Marks by where they are, the longest first, so that the shorter ones are drawn over them.

    Args:
        complete: these are all there are; otherwise more come block by block, by `add`.
    """

    def __init__(self, marks: Sequence[Mark] = (), *, complete: bool = True) -> None:
        self.by_record: dict[str, Mark] = {}
        self._complete = complete
        self._known: set[Block] = set()
        self._blocks: dict[Block, dict[str, Mark]] = defaultdict(dict)
        self._placed: dict[tuple[int, int, int], list[PlacedSpan]] = {}
        for mark in marks:
            self._put(mark)

    # -- taking in

    def add(self, blocks: Iterable[Block], marks: Iterable[Mark]) -> None:
        """Take in all marks of these blocks; what is known already is newer."""
        for mark in marks:
            if mark.record not in self.by_record:
                self._put(mark)
        self._known.update(blocks)
        self._placed.clear()

    def put(self, mark: Mark) -> Mark | None:
        """Take in one that came or changed; returns what it was before."""
        before = self.by_record.get(mark.record)
        if before is not None and before.evidence != mark.evidence:
            self.drop(mark.record)
        self._put(mark)
        self._forget_places(mark)
        return before

    def drop(self, record: str) -> Mark | None:
        """Take one out; returns what it was."""
        mark = self.by_record.pop(record, None)
        if mark is not None:
            for block in _blocks(mark):
                self._blocks[block].pop(record, None)
            self._forget_places(mark)
        return mark

    # -- telling

    @property
    def complete(self) -> bool:
        """Whether no more marks come."""
        return self._complete

    def lacks(self, page: int, start: int, end: int) -> list[Block]:
        """The blocks of a part of a page whose marks have not come yet."""
        if self._complete:
            return []
        return [block for block in _between(page, start, end) if block not in self._known]

    def on_page(self, page: int, start: int = 0, end: int | None = None) -> list[PlacedSpan]:
        """The spans of a page that touch the code points from start to end, the longest first."""
        if end is None:
            end = max((number + 1 for each, number in self._blocks if each == page), default=0) * BLOCK
        placed = self.around(page, start, end)
        return [each for each in placed if each.span.end > start and each.span.start < end]

    def around(self, page: int, start: int, end: int) -> Sequence[PlacedSpan]:
        """The spans of the blocks that a part of a page touches; the same object until one of them is another."""
        first, last = start // BLOCK, max(0, end - 1) // BLOCK
        placed = self._placed.get((page, first, last))
        if placed is None:
            placed = self._placed[page, first, last] = _place(self._spans(page, first, last))
        return placed

    def changed_since(self, before: MarkIndex) -> list[Mark] | None:
        """The marks that look different now; None where some came, went or moved, or too many changed."""
        if len(self.by_record) != len(before.by_record):
            return None
        changed: list[Mark] = []
        for new, old in zip(self.by_record.values(), before.by_record.values(), strict=True):
            if new is not old and new != old:
                if new.record != old.record or new.evidence != old.evidence or len(changed) == MANY:
                    return None
                changed.append(new)
        return changed

    def get(self, record: str | None) -> Mark | None:
        """The mark of a record, None where it has none."""
        return self.by_record.get(record) if record is not None else None

    # -- within

    def _put(self, mark: Mark) -> None:
        self.by_record[mark.record] = mark
        for block in _blocks(mark):
            self._blocks[block][mark.record] = mark

    def _forget_places(self, mark: Mark) -> None:
        pages = {span.page for span in mark.evidence}
        for key in [key for key in self._placed if key[0] in pages]:
            del self._placed[key]

    def _spans(self, page: int, first: int, last: int) -> list[tuple[Mark, Span, bool, bool]]:
        """The spans of these blocks and of one more at each end: what lies over what is told among neighbours."""
        marks: dict[str, Mark] = {}
        for number in range(first - 1, last + 2):
            marks.update(self._blocks.get((page, number), {}))
        spans = []
        for mark in marks.values():
            values = [span for span in mark.evidence if span.role == "value"] or list(mark.evidence)
            for span in mark.evidence:
                if span.page == page and span.end > span.start:
                    spans.append((mark, span, span in values, bool(values) and span is values[-1]))
        return spans


def passages(blocks: Collection[Block]) -> list[tuple[int, int, int]]:
    """(page, start, end) of blocks, in code points."""
    return [(page, number * BLOCK, (number + 1) * BLOCK) for page, number in blocks]


def _between(page: int, start: int, end: int) -> list[Block]:
    return [(page, number) for number in range(start // BLOCK, max(start, end - 1) // BLOCK + 1)]


def _blocks(mark: Mark) -> Iterator[Block]:
    for span in mark.evidence:
        if span.end > span.start:
            yield from _between(span.page, span.start, span.end)


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
