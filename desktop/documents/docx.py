"""DOCX -> pages of text with table cells: paragraphs a line each, table rows a line each, pages at explicit breaks."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import field
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from lxml import etree

from db.model.dataclass import dataclass
from db.model.errors import ReadError
from db.model.readings import Cell, Page
from desktop.documents.clean import clean, line_ends
from desktop.documents.docx_numbering import Numbering, W

READER = "docx"
LAYOUT = 1  # counts up whenever the text of a page may come out differently

_MOST_PARTS = 10_000
_MOST_BYTES = 512 * 1024 * 1024  # of all parts together, unpacked
_MOST_XML = 128 * 1024 * 1024
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEFT_OUT = {f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sectPr", "tblPr")} | {
    f"{_MC}Fallback"
}
_PAGE_BREAK = "\f"


def version() -> str:
    """python-docx's version and this reader's own layout version."""
    return f"{docx.__version__}.{LAYOUT}"


@dataclass
class _Sheet:
    """One page while it is written."""

    text: list[str] = field(default_factory=list)
    length: int = 0
    cells: list[Cell] = field(default_factory=list)
    tables: int = 0
    notes: list[str] = field(default_factory=list)

    def write(self, text: str) -> None:
        self.text.append(text)
        self.length += len(text)


def read_docx(data: bytes, *, path: Path) -> tuple[tuple[Page, ...], tuple[tuple[int, str, int], ...], set[str]]:
    """Read a DOCX file.

    Running headers are written once, before all else; footers, deleted and hidden text are left out. Footnotes and
    endnotes stand at the end of the page that refers to them, as ``[1] text``.

    Returns:
        Pages (without geometry), outline of the headings as (depth, title, page), notes.

    Raises:
        ReadError: damaged, too_large, not_that_format.
    """
    try:
        _inspect(data, path)
        document = docx.Document(BytesIO(data))
        return _Walker(document).read()
    except ReadError:
        raise
    except MemoryError:
        raise ReadError("too_large", path=str(path)) from None
    except Exception as error:  # python-docx raises whatever a broken package makes it stumble over
        raise ReadError("damaged", path=str(path), reason=type(error).__name__) from None


def _inspect(data: bytes, path: Path) -> None:
    """Refuse archives that unpack to more than a report can be, and XML that declares entities."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
            raise ReadError("too_large", path=str(path))
        for part in parts:
            if part.flag_bits & 1:
                raise ReadError("damaged", path=str(path), reason="encrypted part")
            if not part.filename.endswith((".xml", ".rels")):
                continue
            if part.file_size > max(1_000_000, 200 * part.compress_size) or part.file_size > _MOST_XML:
                raise ReadError("too_large", path=str(path))
            with archive.open(part) as file:
                head = file.read(4096)
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise ReadError("damaged", path=str(path), reason="document type declared")


class _Walker:
    """Goes through a document once, in reading order."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._parts = _related_parts(document.part)
        self._numbering = Numbering(self._parts.get("numbering"), self._parts.get("styles"))
        self._headings = _heading_styles(self._parts.get("styles"))
        self._sheets = [_Sheet()]
        self._outline: list[tuple[int, str, int]] = []
        self._footnotes = {kind: self._load_notes(kind) for kind in ("footnote", "endnote")}
        self._cited = 0

    def read(self) -> tuple[tuple[Page, ...], tuple[tuple[int, str, int], ...], set[str]]:
        for line in self._running_headers():
            self._sheets[0].write(line + "\n")
        self._block(self._document.element.body)
        pages, found = [], set()
        for number, sheet in enumerate(self._sheets, start=1):
            for note in sheet.notes:
                sheet.write(note + "\n")
            text, lost = clean("".join(sheet.text))
            if lost:
                found.add("replaced_characters")
            pages.append(Page(number, text.rstrip("\n"), cells=tuple(sheet.cells)))
        if not any(page.text.strip() for page in pages):
            found.add("no_text")
        return tuple(pages), tuple(self._outline), found

    def _block(self, parent: Any) -> None:
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                self._block(child)  # content controls, custom XML, accepted insertions

    def _paragraph(self, paragraph: Any) -> None:
        label = self._numbering.label(paragraph)
        pieces = (label + line_ends("".join(self._inline(paragraph)))).split(_PAGE_BREAK)
        depth = self._depth(paragraph)
        title = " ".join(" ".join(pieces).split())
        for n, piece in enumerate(pieces):
            if n:
                self._sheets.append(_Sheet())
            if piece or len(pieces) == 1:
                self._sheets[-1].write(piece + "\n")
        if depth is not None and title:
            self._outline.append((depth, clean(title)[0], len(self._sheets)))
        for box in paragraph.iter(f"{W}txbxContent"):
            if not any(parent.tag == f"{_MC}Fallback" for parent in box.iterancestors()):
                self._block(box)

    def _table(self, table: Any) -> None:
        sheet = self._sheets[-1]
        number = sheet.tables
        sheet.tables += 1
        for row_number, row in enumerate(_children(table, f"{W}tr")):
            column = _value(row, "trPr", "gridBefore")
            for n, cell in enumerate(_children(row, f"{W}tc")):
                if n:
                    sheet.write("\t")
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is None or merge.get(f"{W}val") == "restart":
                    text = self._cell_text(cell)
                    start = sheet.length
                    sheet.write(text)
                    sheet.cells.append(Cell(number, row_number, column, start, start + len(text)))
                column += max(1, _value(cell, "tcPr", "gridSpan"))
            sheet.write("\n")

    def _cell_text(self, cell: Any) -> str:
        """All of a cell on one line."""
        parts = []
        for paragraph in cell.iter(f"{W}p"):
            if any(parent.tag in _LEFT_OUT for parent in paragraph.iterancestors()):
                continue
            parts.append(self._numbering.label(paragraph) + "".join(self._inline(paragraph)))
        return " ".join(" ".join(parts).split())

    def _inline(self, parent: Any) -> Iterator[str]:
        """The text of a paragraph's runs; explicit page breaks as form feeds."""
        for child in parent:
            tag = child.tag
            if tag == f"{W}t":
                yield (child.text or "").replace(_PAGE_BREAK, " ")
            elif tag == f"{W}r":
                properties = child.find(f"{W}rPr")
                if properties is None or not _is_on(properties.find(f"{W}vanish")):
                    yield from self._inline(child)
            elif tag == f"{W}tab":
                yield "\t"
            elif tag == f"{W}br":
                yield _PAGE_BREAK if child.get(f"{W}type") == "page" else "\n"
            elif tag == f"{W}cr":
                yield "\n"
            elif tag == f"{W}noBreakHyphen":
                yield "\u2011"
            elif tag == f"{W}softHyphen":
                yield "\u00ad"
            elif tag == f"{W}sym":
                yield _symbol(child)
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                yield self._reference(child)
            elif tag == f"{W}txbxContent" or tag in _LEFT_OUT or not isinstance(tag, str):
                continue
            else:
                yield from self._inline(child)

    def _reference(self, element: Any) -> str:
        kind = "footnote" if element.tag == f"{W}footnoteReference" else "endnote"
        text = self._footnotes[kind].get(element.get(f"{W}id", ""))
        if text is None:
            return ""
        if _is_on_value(element.get(f"{W}customMarkFollows")):
            self._sheets[-1].notes.append(text)
            return ""
        self._cited += 1
        self._sheets[-1].notes.append(f"[{self._cited}] {text}")
        return f"[{self._cited}]"

    def _load_notes(self, kind: str) -> dict[str, str]:
        root = self._parts.get(f"{kind}s")
        notes = {}
        if root is not None:
            for item in root.iterfind(f"{W}{kind}"):
                if item.get(f"{W}type") in (None, "normal"):
                    lines = ["".join(self._inline(p)) for p in item.iter(f"{W}p")]
                    notes[item.get(f"{W}id", "")] = " ".join(" ".join(lines).split())
        return notes

    def _running_headers(self) -> list[str]:
        """The different lines of all running headers, without page numbers."""
        lines: list[str] = []
        for root in self._parts["headers"]:
            for paragraph in root.iter(f"{W}p"):
                if any(parent.tag == f"{_MC}Fallback" for parent in paragraph.iterancestors()):
                    continue
                line = " ".join("".join(self._inline(paragraph)).split())
                fields = "".join(item.text or "" for item in paragraph.iter(f"{W}instrText"))
                if line and "PAGE" not in fields and line not in lines:
                    lines.append(line)
        return lines

    def _depth(self, paragraph: Any) -> int | None:
        level = paragraph.find(f"{W}pPr/{W}outlineLvl")
        if level is not None:
            return _depth_of(level)
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return self._headings.get(style.get(f"{W}val", "")) if style is not None else None


def _related_parts(part: Any) -> dict[str, Any]:
    """Root elements of the parts that hold text or say how it is numbered, by the last word of their relation."""
    parts: dict[str, Any] = {"headers": []}
    for relation in part.rels.values():
        if relation.is_external:
            continue
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind in ("header", "footnotes", "endnotes", "numbering", "styles"):
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            root = etree.fromstring(relation.target_part.blob, parser)
            if kind == "header":
                parts["headers"].append(root)
            else:
                parts[kind] = root
    return parts


def _heading_styles(styles: Any | None) -> dict[str, int]:
    headings = {}
    if styles is not None:
        for style in styles.iterfind(f"{W}style"):
            level = style.find(f"{W}pPr/{W}outlineLvl")
            depth = _depth_of(level) if level is not None else None
            if depth is not None:
                headings[style.get(f"{W}styleId", "")] = depth
    return headings


def _depth_of(level: Any) -> int | None:
    value = level.get(f"{W}val", "")
    return int(value) if value.isdigit() and int(value) < 9 else None


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """Children of this tag, through content controls and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
            yield from _children(child, tag)


def _value(parent: Any, properties: str, name: str) -> int:
    found = parent.find(f"{W}{properties}/{W}{name}")
    value = found.get(f"{W}val", "") if found is not None else ""
    return min(int(value), 1000) if value.isdigit() else 0


def _is_on(toggle: Any | None) -> bool:
    return toggle is not None and _is_on_value(toggle.get(f"{W}val", "1"))


def _is_on_value(value: str | None) -> bool:
    return value in ("1", "true", "on")


def _symbol(element: Any) -> str:
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return "\ufffd"
    return "\ufffd" if 0xD800 <= code < 0xF900 or not 0x20 <= code < 0x110000 else chr(code)
