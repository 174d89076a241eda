"""Files that PDFium alone refuses: pypdf rebuilds what is left, and whatever it raises is a refusal."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from db.model.errors import ReadError
from desktop.documents import pdf, pdf_opening, pdf_rescue
from desktop.documents.reading import read
from tests.helpers import bad_files

REFUSED = [bad_files.pdf_without_root, bad_files.pdf_with_wrong_root, bad_files.pdf_cut_before_its_tree]


def opens(data: bytes) -> bool:
    """Whether PDFium alone opens a page of these bytes."""
    with pdf.LOCK:
        raw, _ = pdf_opening._load(data, None)
        if not raw:
            return False
        try:
            return pdf_opening._has_a_page(raw)
        finally:
            pdf.pdfium.FPDF_CloseDocument(raw)


@pytest.mark.parametrize("make", REFUSED)
def test_what_pdfium_refuses_is_rebuilt_and_says_so(tmp_path: Path, make: Callable[[], bytes]) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(make())
    assert not opens(make())
    reading = read(path)
    assert [page.text for page in reading.pages] == [f"Page {n} of many" for n in (1, 2, 3)]
    assert all(len(page.boxes) == 16 * len(page.text) for page in reading.pages)
    assert reading.notes == ("repaired",)
    assert reading.options == {"rebuilt": f"pypdf {pypdf.__version__}"}
    assert reading == read(path)


def test_labels_survive_where_the_catalogue_does(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(bad_files.pdf_without_root())
    assert [page.label for page in read(path).pages] == ["i", "ii", "iii"]


def test_a_sound_file_never_meets_pypdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("not for this file")

    monkeypatch.setattr(pdf_rescue, "rebuilt", refuse)
    path = tmp_path / "report.pdf"
    path.write_bytes(bad_files.good_pdf())
    assert read(path).options == {}


def test_pages_that_inherit_keep_what_they_inherit() -> None:
    """The tree's root is lost, the nodes between are not."""
    data = (
        b"%PDF-1.7\n5 0 obj\n<< /Type /Pages /Kids [6 0 R] /Count 1 /MediaBox [0 0 300 400] /Rotate 90 >>\nendobj\n"
        b"6 0 obj\n<< /Type /Page /Parent 5 0 R >>\nendobj\n"
    )
    (made, *_) = pdf_rescue.rebuilt(data, [b""], 10)
    page = pypdf.PdfReader(BytesIO(made)).pages[0]
    assert (page.mediabox.width, page.mediabox.height, page.rotation) == (300, 400, 90)


def test_no_more_pages_than_wanted() -> None:
    made = list(pdf_rescue.rebuilt(bad_files.pdf_cut_before_its_tree(9), [b""], 5))
    assert made and all(len(pypdf.PdfReader(BytesIO(item)).pages) == 5 for item in made)


@pytest.mark.parametrize(
    "error",
    [
        TypeError("x"), AssertionError(), AttributeError("x"), ValueError("x"), NotImplementedError(), KeyError("x"),
        RecursionError(), OSError(5, "x"), IndexError(), struct.error("x"), zlib.error("x"), MemoryError(),
        UnicodeDecodeError("utf-8", b"x", 0, 1, "x"), pypdf.errors.PdfReadError("x"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("where", ["PdfReader", "PdfWriter"])
def test_whatever_it_raises_the_file_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, where: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(pdf_rescue, where, fail)
    path = tmp_path / "report.pdf"
    path.write_bytes(bad_files.pdf_without_root())
    with pytest.raises(ReadError) as refusal:
        read(path)
    assert refusal.value.code == "damaged"


def test_a_lost_page_does_not_take_the_others_along(monkeypatch: pytest.MonkeyPatch) -> None:
    add_page = pypdf.PdfWriter.add_page

    def fail_once(writer: pypdf.PdfWriter, page: pypdf.PageObject) -> pypdf.PageObject:
        if page.indirect_reference is not None and page.indirect_reference.idnum == 22:
            raise AttributeError
        return add_page(writer, page)

    monkeypatch.setattr(pypdf.PdfWriter, "add_page", fail_once)
    (made, *_) = pdf_rescue.rebuilt(bad_files.pdf_cut_before_its_tree(), [b""], 10)
    assert len(pypdf.PdfReader(BytesIO(made)).pages) == 2


def test_nothing_left_is_damaged_and_no_pages_stay_no_pages(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    for data, code in ((bad_files.headless_pdf(), "damaged"), (bad_files.pdf_without_pages(), "no_pages")):
        path.write_bytes(data)
        with pytest.raises(ReadError) as refusal:
            read(path)
        assert refusal.value.code == code


@pytest.mark.parametrize("password", ["", "secret"])
def test_an_encrypted_file_is_rebuilt_with_its_password(tmp_path: Path, password: str) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(bad_files.encrypted_pdf(password).replace(b"/Type /Catalog\n/Pages", b"/Type /Catalog\n/Sages"))
    assert not opens(path.read_bytes())
    reading = read(path, password=password)
    assert reading.pages[0].text.startswith("A first line 1 100") and "rebuilt" in reading.options


def test_a_rebuilt_file_that_yields_nothing_legible_is_damaged(tmp_path: Path) -> None:
    """Its pages are there, what stood on them is not: nothing could be proved by it."""
    path = tmp_path / "report.pdf"
    path.write_bytes(bad_files.pdf_without_root().replace(b" Tj", b" xx"))
    assert not opens(path.read_bytes())
    with pytest.raises(ReadError) as refusal:
        read(path)
    assert (refusal.value.code, refusal.value.parameters["reason"]) == ("damaged", "text")
