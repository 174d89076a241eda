"""Small PDF files made from nothing but their own bytes: text at places, any code points, rotations, crop boxes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Text:
    """A run of text; x and y in points from the bottom left, angle counter-clockwise in degrees.

    font: "latin" (Helvetica), "song" (Chinese, not embedded), or "any" (each character 1 em wide, any code point, drawn
    as nothing, its Unicode given by the file's own table).
    """

    x: float
    y: float
    text: str
    size: float = 12
    font: str = "latin"
    angle: float = 0.0
    word_space: float = 0.0


@dataclass(frozen=True)
class Sheet:
    """A page; boxes are left, bottom, right, top in points."""

    runs: Sequence[Text] = ()
    media: tuple[float, float, float, float] = (0, 0, 612, 792)
    crop: tuple[float, float, float, float] | None = None
    rotate: int = 0
    extra: bytes = b""


@dataclass
class _Any:
    codes: dict[str, int] = field(default_factory=dict)

    def code(self, char: str) -> int:
        return self.codes.setdefault(char, len(self.codes) + 1)


def lines(texts: Sequence[str], *, x: float = 72, y: float = 720, step: float = 14, size: float = 12) -> list[Text]:
    """Latin lines one below the other."""
    return [Text(x, y - n * step, text, size) for n, text in enumerate(texts)]


def make_pdf(
    sheets: Sequence[Sheet],
    *,
    labels: str | None = None,
    outline: Sequence[tuple[str, int]] = (),
) -> bytes:
    """A whole file.

    Args:
        labels: the /PageLabels number tree's content, "0 << /S /r >> 2 << /S /D >>" say.
        outline: titles and page indices from 0, one level.
    """
    any_font = _Any()
    objects: dict[int, bytes] = {}
    first_page = 20
    for n, sheet in enumerate(sheets):
        content = b"".join(_show(run, any_font) for run in sheet.runs) + sheet.extra
        page, stream = first_page + 2 * n, first_page + 2 * n + 1
        media = " ".join(map(str, sheet.media))
        crop = f"/CropBox [{' '.join(map(str, sheet.crop))}]" if sheet.crop else ""
        objects[page] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{media}] {crop} /Rotate {sheet.rotate} /Contents {stream} 0 R "
            "/Resources << /Font << /latin 3 0 R /song 4 0 R /any 7 0 R >> >> >>"
        ).encode()
        objects[stream] = _stream(content)
    kids = " ".join(f"{first_page + 2 * n} 0 R" for n in range(len(sheets)))
    objects[2] = f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>".encode()
    objects[3] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects[4] = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [5 0 R] >>"
    )
    objects[5] = (
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (GB1) /Supplement 2 >> /FontDescriptor 6 0 R /DW 1000 >>"
    )
    objects[6] = (
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
        b"/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
    )
    objects[7] = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H /DescendantFonts [8 0 R] "
        b"/ToUnicode 10 0 R >>"
    )
    objects[8] = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (Identity) "
        b"/Supplement 0 >> /FontDescriptor 9 0 R /DW 1000 /CIDToGIDMap /Identity >>"
    )
    objects[9] = (
        b"<< /Type /FontDescriptor /FontName /Any /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 "
        b"/Descent -200 /CapHeight 700 /StemV 80 >>"
    )
    objects[10] = _stream(_to_unicode(any_font))
    catalog = "/Type /Catalog /Pages 2 0 R"
    if labels:
        catalog += f" /PageLabels << /Nums [{labels}] >>"
    if outline:
        catalog += " /Outlines 11 0 R"
        base = first_page + 2 * len(sheets)
        last = base + len(outline) - 1
        objects[11] = f"<< /Type /Outlines /First {base} 0 R /Last {last} 0 R /Count {len(outline)} >>".encode()
        for n, (title, index) in enumerate(outline):
            beside = (f"/Next {base + n + 1} 0 R " if n + 1 < len(outline) else "") + (
                f"/Prev {base + n - 1} 0 R " if n else ""
            )
            name = ("\ufeff" + title).encode("utf-16-be").hex()
            target = first_page + 2 * index
            objects[base + n] = f"<< /Title <{name}> /Parent 11 0 R {beside}/Dest [{target} 0 R /Fit] >>".encode()
    objects[1] = f"<< {catalog} >>".encode()
    return assemble(objects)


def assemble(objects: dict[int, bytes], *, root: int = 1) -> bytes:
    """Objects by number as a file with its cross-reference table."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = {}
    for number in sorted(objects):
        offsets[number] = len(out)
        out += b"%d 0 obj\n" % number + objects[number] + b"\nendobj\n"
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n" % size
    for number in range(size):
        if number in offsets:
            out += b"%010d 00000 n \n" % offsets[number]
        else:
            out += b"0000000000 65535 f \n"
    out += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start)
    return bytes(out)


def _show(run: Text, any_font: _Any) -> bytes:
    if run.font == "latin":
        escaped = run.text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        shown = b"(" + escaped.encode("cp1252") + b")"
    elif run.font == "song":
        shown = b"<" + run.text.encode("utf-16-be").hex().encode() + b">"
    else:
        shown = b"<" + "".join(f"{any_font.code(char):04x}" for char in run.text).encode() + b">"
    angle = math.radians(run.angle)
    c, s = math.cos(angle), math.sin(angle)
    matrix = f"{c:.6f} {s:.6f} {-s:.6f} {c:.6f} {run.x} {run.y} Tm"
    return f"BT /{run.font} {run.size} Tf {run.word_space} Tw {matrix} ".encode() + shown + b" Tj ET\n"


def _to_unicode(font: _Any) -> bytes:
    rows = []
    for char, code in font.codes.items():
        number = ord(char)
        if number > 0xFFFF:
            number -= 0x10000
            target = f"{0xD800 + (number >> 10):04x}{0xDC00 + (number & 0x3FF):04x}"
        else:
            target = f"{number:04x}"
        rows.append(f"<{code:04x}> <{target}>")
    blocks = "".join(
        f"{len(rows[n : n + 100])} beginbfchar\n" + "\n".join(rows[n : n + 100]) + "\nendbfchar\n"
        for n in range(0, len(rows), 100)
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo << /Registry (Adobe) "
        "/Ordering (UCS) /Supplement 0 >> def /CMapName /Any def /CMapType 2 def "
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{blocks}endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()


def _stream(data: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n" % len(data) + data + b"\nendstream"
