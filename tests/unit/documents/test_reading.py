"""Formats and bad input: one clear refusal each."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.errors import ReadError
from desktop.documents.reading import read, sha256_of
from tests.helpers import bad_files


def _write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _code(path: Path, **options: str) -> str:
    with pytest.raises(ReadError) as refusal:
        read(path, **options)  # type: ignore[arg-type]
    assert str(path) in str(refusal.value)
    return refusal.value.code


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("a.pdf", lambda: b"", "empty_file"),
        ("a.pdf", bad_files.text_named_pdf, "not_that_format"),
        ("a.docx", bad_files.text_named_pdf, "not_that_format"),
        ("a.pdf", bad_files.headless_pdf, "damaged"),
        ("a.pdf", bad_files.pdf_without_pages, "no_pages"),
        ("a.pdf", lambda: bad_files.cut_off_pdf(0.1), "damaged"),
        ("a.pdf", lambda: bad_files.encrypted_pdf("secret"), "encrypted"),
        ("a.docx", bad_files.zip_bomb_docx, "too_large"),
        ("a.docx", bad_files.entity_bomb_docx, "damaged"),
        ("a.docx", bad_files.damaged_docx, "damaged"),
        ("a.docx", lambda: b"PK\x03\x04 and no more", "not_that_format"),
        ("a.html", lambda: bytes(range(256)), "unknown_encoding"),
        ("a.xml", lambda: b"<report>text</report>", "unknown_format"),
        ("a.bin", lambda: bytes(range(256)), "unknown_format"),
        ("a.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(50), "unknown_format"),
        ("a.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "unknown_format"),
    ],
)
def test_bad_files_are_refused(tmp_path: Path, name: str, make: Callable[[], bytes], code: str) -> None:
    assert _code(_write(tmp_path / name, make())) == code


def test_places_that_are_no_file(tmp_path: Path) -> None:
    assert _code(tmp_path / "none.pdf") == "not_found"
    assert _code(tmp_path) == "is_folder"
    assert _code(tmp_path / "a\0b.pdf") in ("not_found", "no_access")
    for path, code in ((tmp_path / "none", "not_found"), (tmp_path, "is_folder")):
        with pytest.raises(ReadError) as refusal:
            sha256_of(path)
        assert refusal.value.code == code


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert _code(tmp_path / "pipe.txt") == "unknown_format"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything may be read by root")
def test_a_file_without_access(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.txt", b"text")
    path.chmod(0)
    assert _code(path) == "no_access"


def test_content_decides_before_the_name(tmp_path: Path) -> None:
    assert read(_write(tmp_path / "report", bad_files.good_pdf())).format == "pdf"
    assert read(_write(tmp_path / "report.txt", bad_files.good_pdf())).format == "pdf"
    body = b"<w:p><w:r><w:t>text</w:t></w:r></w:p>"
    assert read(_write(tmp_path / "report.pdf", bad_files.docx_of(body))).format == "docx"


def test_names_the_file_by_its_bytes(tmp_path: Path) -> None:
    data = bad_files.good_pdf()
    path = _write(tmp_path / "a.pdf", data)
    assert read(path).file == sha256_of(path) == hashlib.sha256(data).hexdigest()


def test_equal_files_give_equal_readings(tmp_path: Path) -> None:
    one, two = _write(tmp_path / "1.pdf", bad_files.good_pdf()), _write(tmp_path / "2.pdf", bad_files.good_pdf())
    assert read(one) == read(two)
    assert read(one).id == read(two).id


def test_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    read(_write(tmp_path / "a.pdf", bad_files.pdf_without_text(3)), progress=lambda *at: told.append(at))
    assert told == [(1, 3), (2, 3), (3, 3)]
    told.clear()
    read(_write(tmp_path / "a.txt", b"one\ftwo"), progress=lambda *at: told.append(at))
    assert told == [(2, 2)]


@given(data=st.binary(min_size=1, max_size=400), name=st.sampled_from(["a.txt", "a.docx", "a", "a.pdf"]))
def test_random_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str) -> None:
    path = _write(tmp_path_factory.getbasetemp() / name, data)
    try:
        reading = read(path)
    except ReadError as refusal:
        assert refusal.code in ("unknown_format", "not_that_format", "unknown_encoding", "damaged", "no_pages")
    else:
        for page in reading.pages:
            page.text.encode("utf-8")
            assert "\f" not in page.text
            assert "\r" not in page.text
