"""Makers of PDFs that are legal, or nearly, and rare: odd boxes, huge pages, fonts of the odd kinds, turned writing."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.helpers import bad_files
from tests.helpers.pdfs import Sheet, Text, assemble, lines, make_pdf

WORDS = "Forty boats were mended"


@dataclass(frozen=True)
class Odd:
    """One file.

    Attributes:
        make: its bytes; says: words of its text; drawn: whether its first page can be drawn, at all.
        refused: the code of the refusal, None where it opens; notes: what is to be said of it.
        password: what opens it.
    """

    make: Callable[[], bytes]
    says: tuple[str, ...] = (WORDS,)
    drawn: bool = True
    refused: str | None = None
    notes: frozenset[str] = frozenset()
    password: str | None = None


def _sheet(**more: object) -> bytes:
    return make_pdf([Sheet(lines([WORDS, "and 1 100 nets"]), **more)])  # type: ignore[arg-type]


def _page(page: bytes, content: bytes, more: dict[int, bytes] | None = None) -> bytes:
    """One page of its own dictionary entries; 5 is its content, 3 Helvetica."""
    return assemble(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            4: b"<< /Type /Page /Parent 2 0 R /Contents 5 0 R " + page + b" >>",
            5: _stream(content),
            **(more or {}),
        }
    )


def _stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n" % (len(data), more) + data + b"\nendstream"


def _words_at(x: float, y: float, size: float = 12) -> bytes:
    return f"BT /F {size} Tf {x} {y} Td ({WORDS}) Tj ET".encode()


def _fonts(number: int = 3) -> bytes:
    return b"/Resources << /Font << /F %d 0 R >> >>" % number


def box_of_text(box: bytes) -> bytes:
    """A page whose media box is written so."""
    return _page(b"/MediaBox " + box + b" " + _fonts(), _words_at(100, 100))


def one_bit_scan() -> bytes:
    """A page that is a picture of two colours and nothing else."""
    rows = b"".join((b"\xff" * 10 + b"\x00" * 70 + b"\xff" * 20) if n % 20 < 8 else b"\xff" * 100 for n in range(800))
    picture = b"/Type /XObject /Subtype /Image /Width 800 /Height 800 /ColorSpace /DeviceGray /BitsPerComponent 1"
    return _page(
        b"/MediaBox [0 0 612 792] /Resources << /XObject << /I 6 0 R >> >>",
        b"q 612 0 0 792 0 0 cm /I Do Q",
        {6: _stream(zlib.compress(rows), picture + b" /Filter /FlateDecode")},
    )


def drawn_letters(*, named: bool) -> bytes:
    """A Type 3 font: each letter is a drawing; only a table of its own tells which letters they are."""
    table = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n"
        b"2 beginbfchar\n<41> <6E2F>\n<42> <53E3>\nendbfchar endcmap end"
    )
    glyph = b"750 0 0 0 750 750 d1 0 0 750 750 re f"
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 750 750] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs "
        b"<< /a 7 0 R /b 7 0 R >> /Encoding << /Type /Encoding /Differences [65 /a /b] >> /FirstChar 65 /LastChar 66 "
        b"/Widths [1000 1000] " + (b"/ToUnicode 8 0 R " if named else b"") + b">>"
    )
    return _page(
        b"/MediaBox [0 0 612 792] " + _fonts(6),
        b"BT /F 20 Tf 100 600 Td (ABAB) Tj ET",
        {6: font, 7: _stream(glyph), 8: _stream(table)},
    )


COLUMNS = ("港口基金去年收到", "1200000元，用于", "修理灯塔。", "完")


def downward(runs: Sequence[Text], *, fonts: bool = True, **more: object) -> bytes:
    """Columns that are read from the top; where not even the fonts write so, each letter is put below the last.

    The font is not embedded.
    """
    data = make_pdf([Sheet(runs, **more)])  # type: ignore[arg-type]
    return data.replace(b"/UniGB-UCS2-H", b"/UniGB-UCS2-V") if fonts else data


def columns(texts: Sequence[str] = COLUMNS, *, apart: bool = False) -> list[Text]:
    """Texts side by side, the first on the right; `apart`: drawn letter by letter."""
    if not apart:
        return [Text(500 - 24 * n, 700, text, 16, "song") for n, text in enumerate(texts)]
    return [
        Text(500 - 24 * n, 700 - 16 * row, char, 16, "song")
        for n, text in enumerate(texts)
        for row, char in enumerate(text)
    ]


def large_by_matrix(runs: Sequence[Text]) -> bytes:
    """As many writers put it: the size is not that of the font, but of the matrix around it."""
    return downward(runs).replace(b"1.000000 0.000000 -0.000000 1.000000", b"1.500000 0.000000 -0.000000 1.500000")


def leftward_writing() -> bytes:
    """Arabic and Hebrew, as writers put it down: the glyphs from left to right, each with its letter."""
    return make_pdf([Sheet([Text(100, 700, "مرفأ"[::-1], 16, "any"), Text(100, 660, "נמל"[::-1], 16, "any")])])


def broken_table() -> bytes:
    """Every entry of the cross-reference table leads somewhere else."""
    return _sheet().replace(b" 00000 n \n", b" 00007 n \n").replace(b"0000000", b"0000009")


def of_pages(number: int) -> bytes:
    """So many pages, each saying which it is."""
    return make_pdf([Sheet(lines([f"Page {n + 1}", f"{n + 1} boats"])) for n in range(number)])


TURNED = {
    f"turned-{rotate}": Odd(lambda rotate=rotate: _sheet(rotate=rotate))  # type: ignore[misc]
    for rotate in (90, 180, 270, -90, 450)
}
ODD: dict[str, Odd] = {
    **TURNED,
    "turned-by-45": Odd(lambda: _sheet(rotate=45)),
    "cropped": Odd(lambda: _sheet(crop=(50, 600, 400, 760))),
    "cropped-and-turned": Odd(lambda: _sheet(crop=(50, 600, 400, 760), rotate=90)),
    "crop-beyond-the-page": Odd(lambda: _sheet(crop=(-500, -500, 5000, 5000))),
    "crop-beside-the-page": Odd(lambda: _sheet(crop=(5000, 5000, 6000, 6000))),
    "crop-beside-and-turned": Odd(lambda: _sheet(crop=(-900, 0, -300, 700), rotate=90)),
    "crop-of-nothing": Odd(lambda: _sheet(crop=(100, 100, 100, 100))),
    "box-below-zero": Odd(lambda: box_of_text(b"[-200 -300 400 500]")),
    "box-of-nothing": Odd(lambda: box_of_text(b"[0 0 0 0]")),
    "box-inverted": Odd(lambda: box_of_text(b"[612 792 0 0]")),
    "box-of-three": Odd(lambda: box_of_text(b"[0 0 612]")),
    "box-of-words": Odd(lambda: box_of_text(b"[(a) (b) (c) (d)]")),
    "box-missing": Odd(lambda: _page(_fonts(), _words_at(100, 100))),
    "box-tiny": Odd(lambda: box_of_text(b"[0 0 1 1]"), says=()),
    "page-huge": Odd(lambda: box_of_text(b"[0 0 14400 14400]")),
    "page-beyond-measure": Odd(lambda: box_of_text(b"[0 0 2000000 2000000]")),
    "page-like-a-line": Odd(lambda: box_of_text(b"[0 0 20000 110]")),
    "unit-of-its-own": Odd(lambda: _page(b"/UserUnit 10 /MediaBox [0 0 612 792] " + _fonts(), _words_at(100, 100))),
    "one-bit-scan": Odd(one_bit_scan, says=(), notes=frozenset({"no_text"})),
    "drawn-letters": Odd(lambda: drawn_letters(named=True), says=("港口港口",)),
    "drawn-letters-without-names": Odd(lambda: drawn_letters(named=False), says=()),
    "downward": Odd(lambda: downward(columns()), says=("\n".join(COLUMNS),)),
    "downward-last-column-first": Odd(lambda: downward(columns()[::-1]), says=("\n".join(COLUMNS),)),
    "downward-letter-by-letter": Odd(lambda: downward(columns(apart=True)), says=("\n".join(COLUMNS),)),
    "downward-in-no-such-font": Odd(lambda: downward(columns(apart=True), fonts=False), says=("\n".join(COLUMNS),)),
    "downward-and-turned": Odd(lambda: downward(columns(), rotate=90), says=("\n".join(COLUMNS),)),
    "downward-by-matrix": Odd(lambda: large_by_matrix(columns(COLUMNS[:3])), says=("\n".join(COLUMNS[:3]),)),
    "downward-below-a-heading": Odd(
        lambda: downward([*columns(), Text(72, 750, WORDS)]), says=(WORDS + "\n", "\n".join(COLUMNS))
    ),
    "letters-turned-downward": Odd(
        lambda: make_pdf([Sheet([Text(500 - 24 * n, 700, text, 16, "song", -90) for n, text in enumerate(COLUMNS)])]),
        says=("\n".join(COLUMNS),),
    ),
    "leftward": Odd(leftward_writing, says=()),
    "no-font-embedded": Odd(lambda: make_pdf([Sheet([Text(80, 700, "港口基金", 16, "song")])]), says=("港口基金",)),
    "no-font-at-all": Odd(lambda: _page(b"/MediaBox [0 0 612 792]", _words_at(100, 100)), says=()),
    "broken-table": Odd(broken_table),
    "wrong-start": Odd(bad_files.pdf_with_wrong_offsets, says=("A first line",), notes=frozenset({"repaired"})),
    "no-root": Odd(bad_files.pdf_without_root, says=("Page 1 of many",), notes=frozenset({"repaired"})),
    "locked": Odd(lambda: bad_files.encrypted_pdf("secret"), says=(), refused="encrypted"),
    "opened": Odd(lambda: bad_files.encrypted_pdf("secret"), says=("A first line",), password="secret"),
    "opened-in-chinese": Odd(lambda: bad_files.encrypted_pdf("港口密码"), says=("A first line",), password="港口密码"),
    "opened-with-accents": Odd(
        lambda: bad_files.encrypted_pdf("clé à vis"), says=("A first line",), password="clé à vis"
    ),
    "wrongly-opened": Odd(
        lambda: bad_files.encrypted_pdf("港口密码"), says=(), password="港口", refused="wrong_password"
    ),
}
