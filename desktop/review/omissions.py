"""What a report says, by a finder of its own: cruder than extraction, so that both do not share blind spots."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from db.model.dataclass import dataclass
from db.model.readings import Reading
from desktop.documents.spans import coordinates
from desktop.language import detect, packs
from desktop.review.omission_facts import Found, facts
from desktop.review.omission_text import Piece, pieces
from desktop.review.omission_words import words

Kind: TypeAlias = Literal["amount", "row", "number", "date", "country", "doing"]
_RANK: tuple[Kind, ...] = ("amount", "number", "date", "country", "doing")
_SAMPLE = 20_000  # characters by which the language is detected
_FACTS = 12  # of one sentence that are shown together; a longer list of figures is cut


class Cancelled(Exception):
    """Somebody cancelled the search."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A number, an amount, a date or a country where it stands.

    Attributes:
        kind: "number", "amount", "date", "country" or "doing" (the verb of it).
        page: from 1; start, end: code points in its text; quote: the text between them.
        digits: of a number its digits without separators and without zeros at either end; of a country its code.
    """

    kind: str
    page: int
    start: int
    end: int
    quote: str
    digits: str = ""


@dataclass(frozen=True, slots=True)
class Omission:
    """A sentence or a row of a table with facts in it that belong together.

    Attributes:
        id: the same at every run over the same reading.
        kind: the weightiest kind among its facts; "row" for a row with figures.
        passage: (page, start, end) of the sentence or row, one a page.
        facts: in order, none overlapping another.
    """

    id: str
    kind: Kind
    passage: tuple[tuple[int, int, int], ...]
    facts: tuple[Fact, ...]

    @property
    def page(self) -> int:
        """The page of its first fact."""
        return self.facts[0].page

    @property
    def start(self) -> int:
        """Where its first fact begins."""
        return self.facts[0].start

    def only(self, kept: tuple[Fact, ...]) -> Omission:
        """The same with these of its facts alone."""
        return self if len(kept) == len(self.facts) else Omission(self.id, kind_of(kept, self.kind), self.passage, kept)


def find(
    reading: Reading,
    language: str | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Omission, ...]:
    """Everything in a reading that may be a fact, cited or not, in reading order.

    What certainly is none is left out: numbers of paragraphs, pages, notes, resolutions and sessions, symbols of
    documents, headers and footers, tables of contents, addresses, lengths of time.

    Args:
        language: its code; detected where it is not given.
        progress: told (pages read, all).
        cancelled: asked at every sentence and page.

    Raises:
        Cancelled: `cancelled` said so.
    """
    sample = "\n".join(page.text for page in reading.pages[:12])[:_SAMPLE]
    pack = packs.load(language or detect(sample))
    shapes = words(pack)
    made: list[Omission] = []
    for piece in pieces(reading, pack, shapes):
        if cancelled is not None and cancelled():
            raise Cancelled
        if isinstance(piece, int):
            if progress is not None:
                progress(piece, len(reading.pages))
            continue
        found = [item for item in facts(piece, pack, shapes) if not _is_mark(item, reading)]
        made.extend(_omissions(piece, found, reading))
    return tuple(made)


def kind_of(found: tuple[Fact, ...], before: Kind) -> Kind:
    """The weightiest kind of these facts; a row stays one while it has figures."""
    kinds = {item.kind for item in found}
    if before == "row" and kinds & {"number", "amount"}:
        return "row"
    return next(kind for kind in _RANK if kind in kinds)


def _is_mark(item: Found, reading: Reading) -> bool:
    """Whether a short number is set so small that it is the mark of a footnote."""
    page = reading.pages[item.page - 1]
    if item.kind != "number" or item.end - item.start > 2 or not page.boxes:
        return False
    boxes = coordinates(page.boxes)
    around = [
        boxes[4 * at + 3] - boxes[4 * at + 1]
        for at in range(max(0, item.start - 40), min(len(page.text), item.end + 40))
        if page.text[at].isalnum() and not item.start <= at < item.end
    ]
    own = boxes[4 * item.start + 3] - boxes[4 * item.start + 1]
    return bool(around) and own < 0.8 * sorted(around)[len(around) // 2]


def _omissions(piece: Piece, found: list[Found], reading: Reading) -> list[Omission]:
    passage = tuple(piece.places())
    made = []
    for at in range(0, len(found), _FACTS):
        part = tuple(
            Fact(
                item.kind,
                item.page,
                item.start,
                item.end,
                reading.pages[item.page - 1].text[item.start : item.end],
                item.digits,
            )
            for item in found[at : at + _FACTS]
        )
        kind = kind_of(part, "row" if piece.row else "number")
        made.append(Omission(f"{part[0].page}-{part[0].start}", kind, passage, part))
    return made
