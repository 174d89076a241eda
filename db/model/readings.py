"""A reading: what one reader, at one version and with given options, made of one file. Its text never changes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import field

from db.model.dataclass import dataclass


@dataclass(frozen=True)
class Cell:
    """A table cell whose place the format itself gives (DOCX, HTML).

    Attributes:
        table: number of the table on its page, from 0.
        row, column: from 0; a merged cell stands at its first row and column.
        start, end: its code points in the page's text, end excluded.
    """

    table: int
    row: int
    column: int
    start: int
    end: int


@dataclass(frozen=True)
class Page:
    r"""One page of text.

    Attributes:
        number: from 1.
        text: its code points; line ends are ``\n``; holds no control character else, no form feed, no surrogate.
        width, height: the page as shown (rotation applied), in points; 0 where the format has none.
        boxes: 4 little-endian float32 (left, top, right, bottom in page units 0..1, from the top left) for each
            code point of text, NaN where it has none (a line end, say); empty where the format has no geometry.
        cells: table cells by the format's own account, in text order.
        label: the page's printed label, where the file gives one.
        certainty: of text that was recognised in a picture: for each code point how sure that was, 0 to 255; empty
            where the text is the file's own.
    """

    number: int
    text: str
    width: float = 0.0
    height: float = 0.0
    boxes: bytes = b""
    cells: tuple[Cell, ...] = ()
    label: str | None = None
    certainty: bytes = b""


@dataclass(frozen=True)
class Reading:
    """All pages of one file by one reader.

    Attributes:
        file: SHA-256 of the file's bytes, hex.
        format: "pdf", "docx", "txt" or "html".
        reader: name of the engine, with its version ("pdfium 5.15.2", say).
        options: what the reader was told (encoding), as text; never a password.
        notes: codes of what a person should know ("no_text", "replaced_characters", ...).
    """

    file: str
    format: str
    reader: str
    version: str
    pages: tuple[Page, ...]
    options: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    outline: tuple[tuple[int, str, int], ...] = ()  # (depth from 0, title, page)

    @property
    def id(self) -> str:
        """Names file, reader, version, options and text: equal ids mean equal pages of text."""
        digest = hashlib.sha256()
        for part in (self.file, self.format, self.reader, self.version):
            digest.update(part.encode() + b"\0")
        for key in sorted(self.options):
            digest.update(f"{key}={self.options[key]}".encode() + b"\0")
        for page in self.pages:
            digest.update(page.text.encode("utf-8") + b"\f")
        return digest.hexdigest()[:32]


@dataclass(frozen=True)
class ReadingSummary:
    """A reading without its pages; `pages` is how many there are, all else is as in `Reading`."""

    id: str
    file: str
    format: str
    reader: str
    version: str
    options: Mapping[str, str]
    notes: tuple[str, ...]
    pages: int
