"""Texts and HTML whose encoding is not sure: which it may be, and how the words begin in each."""

from __future__ import annotations

import codecs
from pathlib import Path

from db.model.dataclass import dataclass
from db.model.errors import ReadError
from desktop.documents import html_encoding, txt
from desktop.documents.reading import sniff

LIKELY = (
    "utf-8",
    "gb18030",
    "big5",
    "cp1252",
    "cp1250",
    "cp1251",
    "koi8-r",
    "cp1256",
    "iso8859-7",
    "shift_jis",
    "euc_kr",
    "utf-16-le",
    "utf-16-be",
)
LOOKED_AT = 1 << 22  # bytes
SHOWN = 2000  # characters


@dataclass(frozen=True)
class Candidate:
    """One encoding that a text may be in.

    Attributes:
        encoding: its codec's name; preview: how the text begins.
    """

    encoding: str
    preview: str


def doubts(path: Path) -> tuple[Candidate, ...]:
    """The encodings that a text or HTML file may be in, the likeliest first; () where there is no doubt.

    Raises:
        OSError: it can't be read.
    """
    with path.open("rb") as file:
        data = file.read(LOOKED_AT)
    if len(data) == LOOKED_AT:
        data = data[: data.rfind(b"\n") + 1] or data
    try:
        form = sniff(data, path) if data else ""
    except ReadError:
        return ()
    if form not in ("txt", "html"):
        return ()
    marked_up = form == "html"
    try:
        _, guessed, sure = (html_encoding if marked_up else txt).find_out(data, path)
    except ReadError:
        guessed, sure = "", False
    if sure:
        return ()
    return candidates(html_encoding.words(data) if marked_up and not data.count(0) else data, guessed)


def candidates(data: bytes, guessed: str = "") -> tuple[Candidate, ...]:
    """All encodings in which bytes make a text, the guessed one first, then by how much like a report it looks."""
    found: list[tuple[float, Candidate]] = []
    for encoding in dict.fromkeys((guessed, *LIKELY) if guessed else LIKELY):
        text = codecs.getincrementaldecoder(encoding)("replace").decode(data[: SHOWN * 4])
        lost = sum(char == "\ufffd" or (not char.isprintable() and char not in "\t\n\r\f") for char in text)
        if text and lost <= txt.LOST * len(text):
            score = 2.0 if encoding == guessed else txt.plausibility(text)
            found.append((score, Candidate(encoding, text[:SHOWN])))
    return tuple(candidate for _, candidate in sorted(found, key=lambda item: -item[0]))
