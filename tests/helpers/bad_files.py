"""Makers of files that no program likes: each gives bytes, so that nothing large lies in the repository."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

import pypdf

from tests.helpers.pdfs import Sheet, assemble, lines, make_pdf


def good_pdf(texts: tuple[str, ...] = ("A first line 1 100", "and a second one")) -> bytes:
    """One page of text."""
    return make_pdf([Sheet(lines(texts))])


def text_named_pdf() -> bytes:
    return b"This is not a PDF, whatever its name says.\n"


def cut_off_pdf(share: float = 0.6, pages: int = 8) -> bytes:
    """The first part of a file: its cross-reference table is gone, most of its pages are not."""
    data = make_pdf([Sheet(lines([f"Page {n + 1} with some text"])) for n in range(pages)])
    return data[: int(len(data) * share)]


def pdf_without_root(pages: int = 3) -> bytes:
    """A whole file whose trailer names no catalogue."""
    return _numbered(pages).replace(b"/Root 1 0 R", b"/Rust 1 0 R")


def pdf_with_wrong_root(pages: int = 3) -> bytes:
    """A whole file whose trailer names a font for the catalogue."""
    return _numbered(pages).replace(b"/Root 1 0 R", b"/Root 3 0 R")


def pdf_cut_before_its_tree(pages: int = 4, lost: int = 1) -> bytes:
    """As most writers order it, fonts and pages first, and cut off: page tree, catalogue and the last pages are gone.

    What all pages share, their size, is gone with the tree.
    """
    objects = re.findall(rb"^\d+ 0 obj.*?endobj\n", _numbered(pages), re.DOTALL | re.MULTILINE)
    order = sorted((item for item in objects if int(item.split()[0]) > 2), key=lambda item: int(item.split()[0]))
    return b"%PDF-1.7\n" + b"".join(order[: -2 * lost]) + order[-2 * lost][:20]


def _numbered(pages: int) -> bytes:
    return make_pdf([Sheet(lines([f"Page {n + 1} of many"])) for n in range(pages)], labels="0 << /S /r >>")


def headless_pdf() -> bytes:
    """A PDF's first line and nothing that could be repaired."""
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Cata"


def pdf_with_wrong_offsets() -> bytes:
    """A whole file whose startxref leads nowhere."""
    data = good_pdf()
    at = data.rindex(b"startxref")
    return data[:at] + b"startxref\n7\n%%EOF\n"


def encrypted_pdf(user: str, owner: str = "owner", algorithm: str = "AES-256") -> bytes:
    """A page that opens with this user password; the empty one opens without being asked."""
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(good_pdf())))
    writer.encrypt(user, owner_password=owner, algorithm=algorithm)  # type: ignore[arg-type]
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_without_text(pages: int = 2) -> bytes:
    """Pages with a drawn rectangle, as a scan is to who looks for text."""
    return make_pdf([Sheet(extra=b"0.5 g 100 100 200 200 re f\n") for _ in range(pages)])


def pdf_without_pages() -> bytes:
    return assemble({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>"})


def pdf_with_a_broken_page() -> bytes:
    """Three pages, the second of which is a number."""
    data = make_pdf([Sheet(lines(["one"])), Sheet(lines(["two"])), Sheet(lines(["three"]))])
    return data.replace(b"22 0 obj\n<< /Type /Page ", b"22 0 obj\n17 %           ", 1)


def pdf_with_loops() -> bytes:
    """Page tree and bookmarks that lead back to themselves."""
    return assemble(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R /Outlines 5 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
            5: b"<< /Type /Outlines /First 6 0 R /Last 6 0 R >>",
            6: b"<< /Title (round) /Parent 5 0 R /Next 6 0 R /First 6 0 R /Dest [3 0 R /Fit] >>",
        }
    )


def pdf_with_odd_types() -> bytes:
    """Dictionaries that hold something else than they should: pypdf raises TypeError and worse on these."""
    return assemble(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R /PageLabels [1 2] /Outlines 3 0 R /Names 7 /Metadata (x) >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count (one) >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 (x) 200] /Rotate /None /Contents [4 0 R 9 0 R] "
            b"/Resources 5 >>",
            4: b"<< /Length 4 /Filter 12 >>\nstream\nBT (\nendstream",
        }
    )


def zip_bomb_docx() -> bytes:
    """A DOCX whose text unpacks to 300 MB."""
    return docx_of(b"<w:p/>" * 50_000_000)


def docx_of(body: bytes, *, before: bytes = b"") -> bytes:
    """The smallest DOCX around this body XML; before: what stands before its root element."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/word/document.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        with archive.open("word/document.xml", "w", force_zip64=False) as part:
            part.write(before)
            part.write(b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>')
            part.write(body)
            part.write(b"</w:body></w:document>")
    return out.getvalue()


def entity_bomb_docx() -> bytes:
    """Entities that expand to one another."""
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
    return docx_of(b"<w:p><w:r><w:t>&c;</w:t></w:r></w:p>", before=declared)


def damaged_docx() -> bytes:
    """XML that breaks off."""
    return docx_of(b"<w:p><w:r><w:t>half")


def deflate_bomb_pdf(megabytes: int = 64) -> bytes:
    """A page whose content unpacks to this much."""
    packed = zlib.compress(b" " * (megabytes * 1024 * 1024), 9)
    return assemble(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>",
            4: b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream",
        }
    )
