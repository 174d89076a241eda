"""In which encoding an HTML file is: what it says of itself, or what its words, without the markup, make likely."""

from __future__ import annotations

import re
from pathlib import Path

from db.model.errors import ReadError
from desktop.documents import txt

_HEAD = 4096  # bytes in which a file says its encoding; the HTML standard asks for the first 1024
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""")
_UNSEEN = re.compile(rb"<!--|-->|<(?:script|style)\b|</(?:script|style)[^<>]*>?", re.IGNORECASE)
_TAG = re.compile(rb"<[^<>]*>")
_REFERENCE = re.compile(rb"&(?:#x?)?[0-9A-Za-z]{1,32};")
_BLANKS, _LINE_ENDS = re.compile(rb"[ \t]+"), re.compile(rb"(?: ?[\r\n])+ ?")
# The WHATWG's encoding standard reads these labels as their supersets.
_WIDER = {"iso-8859-1": "cp1252", "us-ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
_SURELY_UTF8 = 3  # letters beyond ASCII that make UTF-8: by chance, western text hardly ever holds as many


def find_out(data: bytes, path: Path) -> tuple[str, str, bool]:
    """Text of an HTML file, its encoding, and whether that is sure.

    Raises:
        ReadError: unknown_encoding where none fits.
    """
    if data.startswith(tuple(mark for mark, _ in txt.BOMS)):
        return _found(*txt.find_out(data, path))
    told = declared(data)
    exact = _try(data, path, told, 0.0)
    if exact is not None:
        return *exact, not (exact[1] == "cp1252" and _makes_utf8(data))
    found = _by_words(data, path)
    if not found[2]:  # a few broken bytes are likelier than a name that is quite wrong
        broken = _try(data, path, told, txt.LOST)
        return (*broken, False) if broken is not None else found
    return found


def _try(data: bytes, path: Path, told: str | None, most_lost: float) -> tuple[str, str] | None:
    if told is None:
        return None
    try:
        return txt.decode(data, path, told, most_lost)
    except ReadError:
        return None


def _by_words(data: bytes, path: Path) -> tuple[str, str, bool]:
    if data.count(0):  # no ASCII between the words
        return _found(*txt.find_out(data, path))
    try:
        _, used, sure = txt.find_out(words(data) or data, path)
        return *txt.decode(data, path, used, 0.0), sure
    except ReadError:  # what stands between the words is not in their encoding
        return _found(*txt.find_out(data, path))


def _found(text: str, used: str, sure: bool) -> tuple[str, str, bool]:
    return text.removeprefix("\ufeff"), used, sure


def declared(data: bytes) -> str | None:
    """The encoding that a file names, as its widest form; None where it names none."""
    told = _CHARSET.search(data[:_HEAD]) or _XML_CHARSET.search(data[:200])
    if told is None:
        return None
    name = told[1].decode("ascii", "replace").lower()
    return _WIDER.get(name, name)


def words(data: bytes) -> bytes:
    """What stands between the markup, in an encoding that holds ASCII; markup is ASCII and would hide what is not."""
    bare = _REFERENCE.sub(b" ", _TAG.sub(b" ", _without_unseen(data)))
    return _LINE_ENDS.sub(b"\n", _BLANKS.sub(b" ", bare)).strip()


def _without_unseen(data: bytes) -> bytes:
    """Without comments, scripts and styles. Each byte is looked at once, however many of them have no end."""
    seen, at, closing = [], 0, b""
    for turn in _UNSEEN.finditer(data):
        token = turn[0].lower()
        if not closing and not token.startswith((b"-->", b"</")):
            seen.append(data[at : turn.start()])
            closing = b"-->" if token == b"<!--" else b"</" + token[1:]
        elif closing and token.startswith(closing):
            at, closing = turn.end(), b""
    return b" ".join(seen if closing else [*seen, data[at:]])


def _makes_utf8(data: bytes) -> bool:
    """Whether bytes that are called western make UTF-8 with letters beyond ASCII."""
    try:
        text = data.decode("utf-8")
    except UnicodeError:
        return False
    return sum(char > "\x7f" for char in text[: 1 << 18]) >= _SURELY_UTF8
