"""TXT -> pages of text: the encoding told or found out, pages ending at form feeds."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from db.model.errors import ReadError
from db.model.readings import Page
from desktop.documents.clean import REPLACEMENT, clean, join_surrogates, line_ends

READER = "text"
VERSION = "1"

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LOST = 0.01  # of the characters: with more of them unreadable, an encoding does not fit
_GUESSED_FROM = 1 << 18  # bytes
_REPORT_LETTERS = re.compile(
    "[\xa0-\u024f\u0370-\u052f\u0600-\u06ff\u2010-\u203b\u20ac\u3000-\u30ff\u4e00-\u9fff\uff00-\uff5e]"
)


def read_txt(data: bytes, *, path: Path, encoding: str | None = None) -> tuple[tuple[Page, ...], str, set[str]]:
    """Decode a text file and cut it into pages.

    Args:
        data: the file's bytes; path: names it in refusals.
        encoding: any codec's name; None to find it out.

    Returns:
        Pages, the encoding that was used, notes.

    Raises:
        ReadError: unknown_encoding where the one told is none or does not fit, or where none fits.
    """
    notes = set()
    if encoding:
        text, used = decode(data, path, encoding)
    else:
        text, used, sure = find_out(data, path)
        if not sure:
            notes.add("guessed_encoding")
    text = join_surrogates(line_ends(text.removeprefix("\ufeff")))
    if REPLACEMENT in text:
        notes.add("replaced_characters")
    pages = []
    for number, part in enumerate(_parts(text), start=1):
        part, lost = clean(part)
        if lost:
            notes.add("replaced_characters")
        pages.append(Page(number, part))
    if not any(page.text.strip() for page in pages):
        notes.add("no_text")
    return tuple(pages), used, notes


def decode(data: bytes, path: Path, encoding: str, most_lost: float = LOST) -> tuple[str, str]:
    """Text of bytes in the encoding that is told, and its codec's own name.

    Args:
        most_lost: the share of the characters that may be unreadable; they are replaced.

    Raises:
        ReadError: unknown_encoding where it is none or does not fit.
    """
    try:
        codec = codecs.lookup(encoding)
        if not codec._is_text_encoding:
            raise LookupError(encoding)
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            text = data.decode(encoding, "replace")
            if text.count(REPLACEMENT) > len(text) * most_lost:
                raise
    except (LookupError, UnicodeError, ValueError):
        raise ReadError("unknown_encoding", path=str(path), encoding=encoding) from None
    return text.removeprefix("\ufeff"), codec.name


def _parts(text: str) -> list[str]:
    """Cut at form feeds; one at the very end ends the last page and begins none."""
    parts = text.split("\f")
    if len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    return parts


def find_out(data: bytes, path: Path) -> tuple[str, str, bool]:
    """Text of bytes, the encoding that fits best, and whether that is sure: a mark or the bytes themselves say so.

    Raises:
        ReadError: unknown_encoding where none fits.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding.removesuffix("-sig"), True
            except UnicodeError:
                return data.decode(encoding, errors="replace"), encoding.removesuffix("-sig"), True
    if data.count(0) == 0:
        try:
            return data.decode("utf-8"), "utf-8", True
        except UnicodeError:
            pass
    candidates = ["utf-16-le", "utf-16-be"] if len(data) % 2 == 0 else []
    if data.count(0) == 0:
        candidates.append("gb18030")
    best, best_score = None, 0.0
    for encoding in candidates:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        score = plausibility(text[:_GUESSED_FROM])
        if score > best_score:
            best, best_score = (text, encoding), score
    if best is not None and best_score >= 0.9:
        return *best, True
    western = _western(data)
    if western is not None:
        return western, "cp1252", True
    guessed = _guessed(data)
    if guessed is not None:
        return *guessed, False
    if best is not None and best_score >= 0.6:
        return *best, False
    if data.count(0) < len(data) / 100:
        repaired = data.decode("utf-8", errors="replace")
        if repaired.count(REPLACEMENT) <= max(2, len(repaired) // 200):
            return repaired, "utf-8", False  # UTF-8 with a few broken bytes
    raise ReadError("unknown_encoding", path=str(path), encoding="")


def plausibility(text: str) -> float:
    """The share of characters that reports are written in: 1.0 for sound text, near 0 for a wrong decoding.

    Wrong decodings scatter over rare ideographs, private use and unassigned code points; sound Chinese text keeps to
    the first 21 000 ideographs and has ASCII, punctuation or the commonest ideographs among them.
    """
    if not text:
        return 0.0
    ascii_part = len(re.findall(r"[\t\n\r\f -~]", text))
    common = len(re.findall("[的一是在了和有中国大为年会不以第及其与月日个、。，；：（）《》“”]", text))
    other = len(_REPORT_LETTERS.findall(text))
    share = min(1.0, (ascii_part + other) / len(text))
    if ascii_part < 0.5 * len(text) and common < 0.03 * len(text):
        share *= 0.5
    ideographs = len(re.findall("[\u4e00-\u9fff]", text))
    if len(re.findall("[A-Za-z][\u4e00-\u9fff][A-Za-z]", text)) > 0.2 * ideographs:
        share *= 0.5  # an accented letter and its neighbour, taken for one
    return share


def _western(data: bytes) -> str | None:
    """The text in Windows' western encoding, where the few characters beyond ASCII are letters or quotation marks."""
    if data.count(0) or sum(byte > 0x7F for byte in data[:_GUESSED_FROM]) > 0.12 * min(len(data), _GUESSED_FROM):
        return None
    try:
        text = data.decode("cp1252")
    except UnicodeError:
        return None
    odd = re.findall("[^\x00-\x7fÀ-ÖØ-öø-ÿŒœŠšŽžŸ\xa0‘’“”«»–—…•€£§°º¡¿·]", text[:_GUESSED_FROM])
    return None if odd else text


def _guessed(data: bytes) -> tuple[str, str] | None:
    from charset_normalizer import from_bytes

    match = from_bytes(data[:_GUESSED_FROM]).best()
    if match is None:
        return None
    try:
        return data.decode(match.encoding), codecs.lookup(match.encoding).name
    except (UnicodeError, LookupError):
        return None
