"""A reading as the finder of omissions reads it: rows of tables, and sentences over line ends and page breaks."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import field

from db.model.dataclass import dataclass
from db.model.readings import Page, Reading
from desktop.language.characters import fold, fold_han
from desktop.language.packs import Pack
from desktop.review.omission_columns import CELLS as _CELLS
from desktop.review.omission_columns import cells_of, numbering
from desktop.review.omission_words import Words

PAGE = 1 << 24  # the place of a character: its page's index times this, and its offset there
_EDGE = 3  # lines at the top and at the bottom of a page among which headers and footers are looked for
_LONGEST = 3000  # characters of a sentence; text without any mark is taken in pieces
_PROSE = 160  # characters from which a table cell is read as running text

_DIGITS = re.compile(r"\d+")
_FOLIO = re.compile(
    r"[\W_]*(?:\d{1,4}\s?/\s?\d{1,4}(?:\s+\d\d-\d{4,6}.*)?|\d\d-\d{5}(?:\s*\(\w\))?(?:\s+\d{1,4}(?:\s?/\s?\d{1,4})?)?"
    r"|(?:page|página|p\.|стр\.|صفحة)\s?\d{1,4}(?:\s?\S{1,3}\s?\d{1,4})?|第\s?\d{1,4}\s?页(?:.{0,4}\d{1,4}\s?页)?)[\W_]*",
    re.IGNORECASE,
)
_SYMBOL = re.compile(r"[A-Z]{1,8}(?:/[\w.()-]+){1,7}(?:\s+\d{1,4}\s?/\s?\d{1,4})?")
_LEADERS = re.compile(r"(?:\.\s?){5,}\s*[\divx]{1,5}\s*$|(?:…\s?){2,}\s*[\divx]{1,5}\s*$")
_ENDS_IN_NUMBER = re.compile(r"\s\d{1,3}\s*$")
_NUMBERS = re.compile(r"[-(]?\d[\d ,.]*[)%]?")
_TAIL = re.compile(r"(?:^|\s)[-–—($€]{0,2}\d[\d ,.()%$€–—-]*$")
_INSIDE = re.compile(r"[.!?;؟؛]\s\D|[。！？；，]")  # running text goes on behind it
_LABEL = 60  # characters of a row's label that no column parts from its figures
_ROW = 160  # characters up to which a line may be a row
_MARKER = re.compile(
    r"\s*(?:(?P<number>\d{1,3})(?:\s?[.、．](?=\s|[\u4e00-\u9fff《]|$)|\s?[-–—](?=\s))"
    r"|[(（]?\d{1,2}[)）](?=\s|[\u4e00-\u9fff])"
    r"|[•●▪■◦○‣*–—-](?=\s)|[(（][a-zа-я][)）])"
)
_OPEN = re.compile(r"[\w,，、(（-]\s*$")
_ENDS = re.compile(r"[。！？；]+[”』」）)]*|[.!?;؟؛][”\")»]*(?=\s|$)")


@dataclass(slots=True)
class Line:
    """A line that is not blank: index of its page, its code points, their folded text, blank lines above, its role."""

    page: int
    start: int
    end: int
    text: str
    gap: int
    role: str = "text"  # or "skipped", "row"
    numbers: list[tuple[int, int]] = field(default_factory=list)  # runs of `text` that only number something


@dataclass(slots=True)
class Piece:
    """A sentence or a row.

    Attributes:
        text: folded; in Chinese without white space beside Chinese characters.
        where: the place of each of its characters.
        row: whether it is a row of a table.
        skip: characters at its beginning that only number it.
        none: places of characters that number a row or a note.
    """

    text: str
    where: array[int]
    row: bool = False
    skip: int = 0
    none: frozenset[int] = frozenset()

    def places(self) -> list[tuple[int, int, int]]:
        """(page from 1, start, end) of what it covers, without its number, one a page."""
        found: list[tuple[int, int, int]] = []
        begin = self.skip if self.skip < len(self.where) else 0
        for place in (self.where[begin], self.where[-1]) if self.where else ():
            page, offset = divmod(place, PAGE)
            if found and found[-1][0] == page + 1:
                found[-1] = (page + 1, found[-1][1], offset + 1)
            else:
                found.append((page + 1, offset, offset + 1))
        if len(found) == 2:
            self._part(found)
        return found

    def _part(self, found: list[tuple[int, int, int]]) -> None:
        second = found[1][0] - 1
        last = [place - (second - 1) * PAGE for place in self.where if place < second * PAGE]
        first = next(place for place in self.where if place >= second * PAGE) - second * PAGE
        page, start, _ = found[0]
        found[0] = (page, start, last[-1] % PAGE + 1)
        found[1] = (found[1][0], first, found[1][2])


def pieces(reading: Reading, pack: Pack, words: Words) -> Iterator[Piece | int]:
    """Rows and sentences in reading order; between them the number of each page that has been read."""
    lines: list[Line] = []
    for index, page in enumerate(reading.pages):
        lines.extend(_lines(index, page, pack))
    _mark_furniture(lines, reading.pages)
    _mark_contents(lines, words)
    _mark_rows(lines)
    _mark_numbers(lines, words)
    cells = {index: _cell_rows(index, page, pack, words) for index, page in enumerate(reading.pages) if page.cells}
    loose = _is_loose(lines)
    width = _usual_width(lines)
    flow = _Flow(pack, words, width)
    at = 0
    for index in range(len(reading.pages)):
        rows, covered = cells.get(index, ([], []))
        own = []
        while at < len(lines) and lines[at].page == index:
            own.append(lines[at])
            at += 1
        waiting = iter(rows)
        row = next(waiting, None)
        for line in own:
            while row is not None and row.where[0] - index * PAGE < line.start:
                yield from flow.close()
                yield row
                row = next(waiting, None)
            if line.role == "skipped" or any(a <= line.start and line.end <= b for a, b in covered):
                continue
            if line.role == "row":
                yield from flow.close()
                yield _row(line, pack)
                continue
            yield from flow.add(line, loose)
        while row is not None:
            yield from flow.close()
            yield row
            row = next(waiting, None)
        yield index + 1
    yield from flow.close()


def _lines(index: int, page: Page, pack: Pack) -> Iterator[Line]:
    text = fold_han(page.text) if pack.han else fold(page.text)
    at = gap = 0
    for raw in text.split("\n"):
        body = raw.strip()
        if body:
            start = at + len(raw) - len(raw.lstrip())
            yield Line(index, start, start + len(body), body, gap)
            gap = 0
        else:
            gap += 1
        at += len(raw) + 1


def _mark_furniture(lines: list[Line], pages: Sequence[Page]) -> None:
    """Skip headers, footers and page numbers, where it is certain that they are."""
    edges: dict[str, list[Line]] = {}
    for top, bottom in _by_page(lines):
        for line in {id(item): item for item in (*top, *bottom)}.values():
            if len(line.text) <= _ROW and (_FOLIO.fullmatch(line.text) or _SYMBOL.fullmatch(line.text)):
                line.role = "skipped"
            elif len(line.text) <= _ROW:
                edges.setdefault(_DIGITS.sub("0", line.text), []).append(line)
    for same in edges.values():
        numbers = {line.page: [int(n) for n in _DIGITS.findall(line.text)] for line in same}
        if len(numbers) < 2:
            (line,) = same[:1]
            label = pages[line.page].label
            if line.text.isdigit() and line.text in (str(line.page + 1), label) and len(pages) > 1:
                line.role = "skipped"
            continue
        # The same on each of them, but for what counts the pages.
        first = min(numbers)
        steady = all(
            all(n == m or n - m == page - first for n, m in zip(found, numbers[first], strict=True))
            for page, found in numbers.items()
        )
        varies = any(found != numbers[first] for found in numbers.values())
        if steady and (varies or len(numbers) >= 3 or 2 * len(numbers) >= len(pages)):
            for line in same:
                line.role = "skipped"


def _by_page(lines: list[Line]) -> Iterator[tuple[list[Line], list[Line]]]:
    start = 0
    for at in range(len(lines) + 1):
        if at == len(lines) or lines[at].page != lines[start].page:
            own = lines[start:at]
            if own:
                yield own[:_EDGE], own[-_EDGE:]
            start = at


def _mark_contents(lines: list[Line], words: Words) -> None:
    """Skip the lines of a table of contents."""
    inside = 0
    for line in lines:
        if line.role != "text" or len(line.text) > 2 * _ROW:
            continue
        if words.contents.fullmatch(line.text):
            inside = 1
        elif _LEADERS.search(line.text) or (
            inside
            and (end := _ENDS_IN_NUMBER.search(line.text))
            and not line.text[: end.start()].strip()[-1:].isdigit()
        ):
            line.role, inside = "skipped", 1
        elif inside:
            # A long title may take a line or two more; whatever follows is text.
            inside = inside + 1 if inside < 3 else 0


def _mark_rows(lines: list[Line]) -> None:
    """Tell rows of tables: columns parted by white space, or figures at the end of one line after the other."""
    tails = [_has_tail(line.text) for line in lines]
    for at, line in enumerate(lines):
        if line.role != "text" or len(line.text) > _LONGEST:
            continue
        parts = [part for part in _CELLS.split(line.text) if part]
        if len(parts) > 1 and not _MARKER.fullmatch(parts[0]) and max(map(len, parts)) < _PROSE:
            numbers = sum(bool(_NUMBERS.fullmatch(part)) for part in parts)
            if numbers or len(parts) > 2 or "\t" in line.text:
                line.role = "row"
        elif (
            tails[at]
            and not _INSIDE.search(line.text)
            and any(0 <= i < len(lines) and tails[i] and lines[i].page == line.page for i in (at - 1, at + 1))
        ):
            line.role = "row"


def _mark_numbers(lines: list[Line], words: Words) -> None:
    """Tell the numbers of rows and of notes; a heading need not be a row."""
    table: list[Line] = []
    for line in [*lines, None]:
        if line is not None and len(line.text) <= 2 * _ROW and (line.role == "row" or words.notes.search(line.text)):
            table.append(line)
        elif table and (line is None or (line.role == "text" and len(line.text) > _LABEL)):  # shorter: a sub-heading
            for row, found in zip(table, numbering([(r.text, cells_of(r.text)) for r in table], words), strict=True):
                row.numbers = found
            table = []


def _has_tail(text: str) -> bool:
    """Whether a short label is followed by figures up to the end of the line."""
    if len(text) > _ROW or text[-1] == "." or _MARKER.fullmatch(text):
        return False
    tail = _TAIL.search(text)
    return tail is not None and tail.start() <= _LABEL


def _is_loose(lines: list[Line]) -> bool:
    """Whether blank lines stand behind every line, so that they part nothing."""
    texts = [line for line in lines if line.role == "text"]
    return len(texts) > 8 and sum(line.gap > 0 for line in texts) > 0.8 * len(texts) and _wrapped(texts)


def _wrapped(lines: list[Line]) -> bool:
    return sum(bool(_OPEN.search(line.text)) for line in lines) > 0.2 * len(lines)


def _usual_width(lines: list[Line]) -> int:
    widths = sorted(len(line.text) for line in lines if line.role == "text")
    return widths[len(widths) * 9 // 10] if widths else 0


def _row(line: Line, pack: Pack) -> Piece:
    text, where = _joined([(line.page * PAGE + line.start, line.text)], pack)
    marker = _MARKER.match(text)
    none = frozenset(line.page * PAGE + line.start + at for start, end in line.numbers for at in range(start, end))
    return Piece(text, where, True, marker.end() if marker and marker["number"] is None else 0, none)


def _cell_rows(index: int, page: Page, pack: Pack, words: Words) -> tuple[list[Piece], list[tuple[int, int]]]:
    """Rows by the format's own account, and what they cover; cells that hold prose are left to the text."""
    rows: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for cell in page.cells:
        if cell.start < cell.end and cell.end - cell.start <= _PROSE:
            rows.setdefault((cell.table, cell.row), []).append((cell.start, cell.end))
    folded = fold_han(page.text) if pack.han else fold(page.text)
    made, covered = [], []
    tables: dict[int, list[tuple[str, Sequence[tuple[int, int]]]]] = {}
    for (table, _), parts in rows.items():
        parts.sort()
        tables.setdefault(table, []).append((folded, parts))
    numbers = {table: iter(numbering(parted, words)) for table, parted in tables.items()}
    for (table, _), parts in rows.items():
        none = frozenset(index * PAGE + at for start, end in next(numbers[table]) for at in range(start, end))
        text, where = _joined([(index * PAGE + a, folded[a:b].replace("\n", " ")) for a, b in parts], pack, "\t")
        if text.strip():
            made.append(Piece(text, where, True, none=none))
        covered.extend(parts)
    made.sort(key=lambda piece: piece.where[0])
    return made, covered


_BLANK = re.compile(r"(?<=[\u3000-\u9fff“”…])\s+|\s+(?=[\u3000-\u9fff“”…])")


def _joined(parts: list[tuple[int, str]], pack: Pack, between: str = " ") -> tuple[str, array[int]]:
    """Parts as one text with the place of each character; Chinese loses its white space, other joints are one space."""
    texts: list[str] = []
    where = array("Q")
    for place, text in parts:
        if texts:
            texts.append(between)
            where.append(where[-1])
        if not pack.han:
            texts.append(text)
            where.extend(range(place, place + len(text)))
            continue
        at = 0
        for blank in _BLANK.finditer(text):
            texts.append(text[at : blank.start()])
            where.extend(range(place + at, place + blank.start()))
            at = blank.end()
        texts.append(text[at:])
        where.extend(range(place + at, place + len(text)))
    whole = "".join(texts)
    if pack.han and between == " " and len(parts) > 1:
        kept = array("Q")
        at = 0
        pieces_: list[str] = []
        for blank in _BLANK.finditer(whole):
            pieces_.append(whole[at : blank.start()])
            kept.extend(where[at : blank.start()])
            at = blank.end()
        if at:
            pieces_.append(whole[at:])
            kept.extend(where[at:])
            return "".join(pieces_), kept
    return whole, where


class _Flow:
    """Gathers the lines of a paragraph, over page breaks too, and parts it into sentences."""

    def __init__(self, pack: Pack, words: Words, width: int) -> None:
        self._pack = pack
        self._words = words
        self._width = width
        self._parts: list[tuple[int, str]] = []
        self._last: Line | None = None
        self._number = 0  # of the last numbered paragraph
        self._skip = 0

    def add(self, line: Line, loose: bool) -> Iterator[Piece]:
        marker = _MARKER.match(line.text)
        begins = marker is not None and self._begins(marker)
        if begins or self._ends(line, loose):
            yield from self.close()
            self._skip = marker.end() if begins and marker is not None else 0
        self._parts.append((line.page * PAGE + line.start, line.text))
        self._last = line

    def _begins(self, marker: re.Match[str]) -> bool:
        """Whether a mark at the beginning of a line numbers a paragraph; 54. may also end a wrapped sentence."""
        before = self._last
        wrapped = (
            before is not None
            and bool(self._parts)
            and bool(_OPEN.search(before.text))
            and len(before.text) > 0.7 * self._width
        )
        if marker["number"] is None:
            return not (wrapped and marker[0].strip()[0] in "-–—")
        number = int(marker["number"])
        if wrapped and number != self._number + 1:
            return False
        self._number = number
        return True

    def _ends(self, line: Line, loose: bool) -> bool:
        """Whether the paragraph before this line is over."""
        before = self._last
        if before is None or not self._parts:
            return False
        if line.gap and line.page == before.page and not loose:
            return True
        # A short line is the last of its paragraph, or a heading, unless the next one goes on in small letters.
        return len(before.text) < 0.6 * self._width and (self._pack.han or not line.text[:1].islower())

    def close(self) -> Iterator[Piece]:
        """The sentences of what has been gathered."""
        if not self._parts:
            return
        text, where = _joined(self._parts, self._pack)
        skip, self._skip = self._skip, 0
        self._parts, self._last = [], None
        start = 0
        for end in self._breaks(text):
            first, last = start, end
            while first < last and not (text[first].isalnum() or text[first] in '(（《“"$€£+'):
                first += 1
            while last > first and text[last - 1].isspace():
                last -= 1
            if first < last:
                yield Piece(text[first:last], where[first:last], False, max(0, skip - first))
            start = end

    def _breaks(self, text: str) -> Iterator[int]:
        start = 0
        for match in _ENDS.finditer(text):
            if match[0][0] == "." and self._words.abbreviations.search(
                text, max(start, match.start() - 12), match.start()
            ):
                continue
            if match[0][0] == "." and match.start() - start <= 5:
                continue  # the number of the paragraph, or an initial
            yield match.end()
            start = match.end()
        while len(text) - start > _LONGEST:
            start += _LONGEST
            yield start
        if start < len(text):
            yield len(text)
