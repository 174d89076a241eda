"""HTML -> pages of text with table cells: what a browser would show, a block a line, table rows a line each."""

from __future__ import annotations

import re
from dataclasses import field
from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from db.model.dataclass import dataclass
from db.model.errors import ReadError
from db.model.readings import Cell, Page
from desktop.documents import html_encoding, txt
from desktop.documents.clean import REPLACEMENT, clean, line_ends
from desktop.documents.docx_numbering import write_number

READER = "html"
LAYOUT = 1  # counts up whenever the text of a page may come out differently

_MOST = 64 * 1024 * 1024  # characters of markup
_LEFT_OUT = frozenset({
    "head", "script", "style", "template", "noscript", "svg", "math", "canvas", "audio", "video", "object", "embed",
    "iframe", "frameset", "input", "select", "textarea", "button", "option", "datalist", "dialog",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_ROWS = frozenset({"table", "thead", "tbody", "tfoot", "tr"})
_DEPTHS = {f"h{n}": n - 1 for n in range(1, 7)}
_SPACES = re.compile("[ \t\n\r\f]+")  # what HTML folds; a no-break space is none of them
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BREAK = re.compile(r"(?:page-)?break-(before|after)\s*:\s*(?:always|page|left|right)", re.IGNORECASE)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_NUMBERING = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def version() -> str:
    """The version of lxml and this reader's own layout version."""
    return f"{etree.__version__}.{LAYOUT}"


def read_html(
    data: bytes, *, path: Path, encoding: str | None = None
) -> tuple[tuple[Page, ...], tuple[tuple[int, str, int], ...], str, set[str]]:
    """Read an HTML file; nothing that it links to is fetched, no script is run.

    A page ends where a style asks for a new one (CSS Fragmentation, `break-before` and `break-after`). White space is
    folded as HTML folds it; raised digits stay apart from the figure before them ("344¹").

    Args:
        encoding: any codec's name; None to believe the file's own, or else to find it out.

    Returns:
        Pages (without geometry), outline of the headings as (depth, title, page), the encoding, notes.

    Raises:
        ReadError: unknown_encoding, too_large, damaged.
    """
    text, used, sure = _decode(data, path, encoding)
    if len(text) > _MOST:
        raise ReadError("too_large", path=str(path), size=len(data), limit=_MOST)
    try:
        parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
        root = lxml_html.document_fromstring(_DECLARATION.sub("", text) or "<html></html>", parser=parser)
        if any(error.level == etree.ErrorLevels.FATAL for error in parser.error_log):
            raise ReadError("damaged", path=str(path), reason="elements nested too deeply")  # the rest is missing
        pages, outline, used, notes = _Walker().read(root, used)
    except MemoryError:
        raise ReadError("too_large", path=str(path), size=len(data), limit=_MOST) from None
    except (etree.LxmlError, ValueError, RecursionError) as error:
        raise ReadError("damaged", path=str(path), reason=type(error).__name__) from None
    if not sure:
        notes.add("guessed_encoding")
    if REPLACEMENT in text:
        notes.add("replaced_characters")
    return pages, outline, used, notes


def _decode(data: bytes, path: Path, encoding: str | None) -> tuple[str, str, bool]:
    if encoding:
        return *txt.decode(data, path, encoding), True
    return html_encoding.find_out(data, path)


@dataclass
class _Table:
    """A table of data while it is written; those that only lay a page out are written as blocks."""

    number: int
    row: int = -1
    column: int = 0
    taken: dict[int, int] = field(default_factory=dict)  # column to the number of rows that a cell above still fills
    start: int = 0


@dataclass
class _Sheet:
    """One page while it is written; a line is written when it ends."""

    text: list[str] = field(default_factory=list)
    length: int = 0
    cells: list[Cell] = field(default_factory=list)
    tables: int = 0
    line: str = ""

    def end_line(self, *, always: bool = False) -> None:
        line = self.line.rstrip(" ")
        if line.strip() or always:
            self.text.append(line + "\n")
            self.length += len(line) + 1
        self.line = ""

    def say(self, text: str) -> None:
        """Add text whose white space is folded."""
        if text.startswith(" ") and (not self.line or self.line[-1:] in " \t"):
            text = text[1:]
        self.line += text


class _Walker:
    """Goes through the elements once, in reading order, without recursion: hostile files nest deeply."""

    def __init__(self) -> None:
        self._sheets = [_Sheet()]
        self._outline: list[tuple[int, str, int]] = []
        self._tables: list[_Table | None] = []  # None for one that lays the page out
        self._in_cell = False
        self._lists: list[tuple[str, int]] = []  # numbering and the next number
        self._pre = 0
        self._shifts: list[dict[int, int]] = []
        self._heading: tuple[int, int, int] | None = None  # depth, page, length of the page's text where it began

    @property
    def _sheet(self) -> _Sheet:
        return self._sheets[-1]

    def read(
        self, root: Any, encoding: str
    ) -> tuple[tuple[Page, ...], tuple[tuple[int, str, int], ...], str, set[str]]:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                if _left_out(element):
                    walk.skip_subtree()
                else:
                    self._begin(element)
                    self._words(element.text, element)
            else:
                if not _left_out(element):
                    self._end(element)
                self._words(element.tail, element.getparent())
        self._sheet.end_line()
        pages, notes = [], set()
        sheets = [sheet for sheet in self._sheets if sheet.text] or self._sheets[:1]
        for number, sheet in enumerate(sheets, start=1):
            text, lost = clean("".join(sheet.text))
            if lost:
                notes.add("replaced_characters")
            pages.append(Page(number, text.rstrip("\n"), cells=tuple(sheet.cells)))
        if not any(page.text.strip() for page in pages):
            notes.add("no_text")
        numbers = {id(sheet): number for number, sheet in enumerate(sheets, start=1)}
        outline = [(depth, title, numbers.get(id(self._sheets[page]), 1)) for depth, title, page in self._outline]
        return tuple(pages), tuple(outline), encoding, notes

    def _begin(self, element: Any) -> None:
        tag = element.tag
        self._edge(tag)
        if _breaks(element, "before") and not self._in_cell:
            self._new_page()
        if tag == "br" and not self._in_cell:
            self._sheet.end_line()
        elif tag in ("sup", "sub"):
            self._shifts.append(_RAISED if tag == "sup" else _LOWERED)
        elif tag == "pre":
            self._pre += 1
        elif tag in ("ol", "ul", "menu"):
            numbering = _NUMBERING.get(element.get("type", "1"), "decimal") if tag == "ol" else ""
            self._lists.append((numbering, _whole(element.get("start"), 1)))
        elif tag == "li":
            self._item(element)
        elif tag in _DEPTHS and not self._in_cell:
            self._heading = (_DEPTHS[tag], len(self._sheets) - 1, len(self._sheet.text))
        elif tag == "table":
            self._table(element)
        elif tag == "tr":
            self._row()
        elif tag in ("td", "th"):
            self._cell()

    def _end(self, element: Any) -> None:
        tag = element.tag
        if tag in ("td", "th"):
            self._end_cell(element)
        elif tag == "tr":
            self._end_row()
        elif tag in ("sup", "sub") and self._shifts:
            self._shifts.pop()
        elif tag in ("ol", "ul", "menu") and self._lists:
            self._lists.pop()
        elif tag == "pre":
            self._pre -= 1
        self._edge(tag)
        if tag == "table" and self._tables:
            self._tables.pop()
        if tag in _DEPTHS and self._heading is not None:
            depth, page, begin = self._heading
            title = " ".join("".join(self._sheets[page].text[begin:]).split())
            if title:
                self._outline.append((depth, clean(title)[0], page))
            self._heading = None
        if _breaks(element, "after") and not self._in_cell:
            self._new_page()

    def _words(self, text: str | None, parent: Any) -> None:
        if not text or parent is None:
            return
        if self._data is not None and not self._in_cell and parent.tag in _ROWS:
            return  # the white space between a table's tags
        if self._pre and not self._in_cell:
            first, *more = line_ends(text).split("\n")
            self._sheet.line += first
            for line in more:
                self._sheet.end_line(always=True)
                self._sheet.line = line
            return
        if self._shifts:
            text = text.translate(self._shifts[-1])
        self._sheet.say(_SPACES.sub(" ", line_ends(text)))

    def _edge(self, tag: str) -> None:
        """Where a block begins or ends, so does the line; within a table's row it is a space at most."""
        if self._in_cell and (tag == "br" or tag in _BLOCKS):
            self._sheet.say(" ")
        elif tag in _BLOCKS and not (self._data is not None and tag in ("td", "th")):
            self._sheet.end_line()

    def _new_page(self) -> None:
        self._sheet.end_line()
        if self._sheet.text:
            self._sheets.append(_Sheet())

    def _item(self, element: Any) -> None:
        if not self._lists:
            return
        numbering, number = self._lists[-1]
        number = _whole(element.get("value"), number)
        self._lists[-1] = (numbering, number + 1)
        self._sheet.line += f"{write_number(number, numbering)}. " if numbering else "• "

    @property
    def _data(self) -> _Table | None:
        """The innermost table, where it holds data."""
        return self._tables[-1] if self._tables else None

    def _table(self, element: Any) -> None:
        if not _holds_data(element):
            self._tables.append(None)
            return
        self._tables.append(_Table(self._sheet.tables))
        self._sheet.tables += 1

    def _row(self) -> None:
        table = self._data
        if table is not None:
            table.row += 1
            table.column = 0

    def _end_row(self) -> None:
        table = self._data
        if table is not None:
            for column in [column for column in table.taken if column >= table.column]:
                self._use_up(table, column)

    def _cell(self) -> None:
        table = self._data
        if table is None:
            return
        self._in_cell = True
        while table.column in table.taken:
            self._use_up(table, table.column)
            if table.column:
                self._sheet.line += "\t"
            table.column += 1
        if table.column:
            self._sheet.line = self._sheet.line.rstrip(" ") + "\t"
        table.start = self._sheet.length + len(self._sheet.line)

    def _end_cell(self, element: Any) -> None:
        table = self._data
        if table is None:
            return
        self._in_cell = False
        sheet = self._sheet
        sheet.line = sheet.line.rstrip(" ")
        end = max(table.start, sheet.length + len(sheet.line))
        sheet.cells.append(Cell(table.number, max(table.row, 0), table.column, table.start, end))
        rows = min(_whole(element.get("rowspan"), 1), 10_000)
        for _ in range(min(max(1, _whole(element.get("colspan"), 1)), 1000)):
            if rows > 1:
                table.taken[table.column] = rows - 1
            table.column += 1

    @staticmethod
    def _use_up(table: _Table, column: int) -> None:
        """One row less that the cell from above reaches down to."""
        table.taken[column] -= 1
        if not table.taken[column]:
            del table.taken[column]


def _left_out(element: Any) -> bool:
    """Whether nobody would see it."""
    if element.tag in _LEFT_OUT or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def _breaks(element: Any, where: str) -> bool:
    style = element.get("style")
    return style is not None and any(found[1].lower() == where for found in _BREAK.finditer(style))


def _holds_data(table: Any) -> bool:
    """Whether a table holds data: several columns, and no table or heading in its cells."""
    if table.get("role") in ("presentation", "none"):
        return False
    if next(table.iterdescendants("table", *_DEPTHS), None) is not None:
        return False
    rows = (sum(1 for cell in row if cell.tag in ("td", "th")) for row in table.iterdescendants("tr"))
    return max(rows, default=0) > 1


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"\s*-?\d{1,6}\s*", text, re.ASCII) else otherwise
