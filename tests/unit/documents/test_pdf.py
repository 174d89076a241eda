"""PDF: text with boxes, rotation and crop, labels, outline, passwords, and what is wrong with files."""

from __future__ import annotations

import math
import threading
from pathlib import Path

import pytest

from db.model.errors import ReadError
from db.model.readings import Page, Reading
from desktop.documents.reading import read
from desktop.documents.spans import coordinates, rects
from tests.helpers import bad_files
from tests.helpers.pdfs import Sheet, Text, lines, make_pdf


def _read(folder: Path, *sheets: Sheet, **options: object) -> Reading:
    path = folder / "report.pdf"
    path.write_bytes(make_pdf(sheets, **options))  # type: ignore[arg-type]
    return read(path)


def _write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_text_and_a_box_for_each_code_point(tmp_path: Path) -> None:
    page = _read(tmp_path, Sheet([Text(72, 720, "Total 1 100"), Text(72, 700, "next")])).pages[0]
    assert page.text == "Total 1 100\nnext"
    assert (page.width, page.height) == (612, 792)
    assert len(page.boxes) == 16 * len(page.text)
    values = coordinates(page.boxes)
    at = page.text.index("\n")
    assert all(math.isnan(value) for value in values[4 * at : 4 * at + 4])
    left, top, right, bottom = values[0:4]
    assert left == pytest.approx(72 / 612, abs=1e-4)
    assert right == pytest.approx((72 + 12 * 0.611) / 612, abs=1e-4)
    assert top < 1 - 720 / 792 < bottom


@pytest.mark.parametrize(
    ("rotate", "expected"),
    [
        (0, (100 - 50, 752 - 700)),
        (90, (700 - 60, 100 - 50)),
        (180, (562 - 100, 700 - 60)),
        (270, (752 - 700, 562 - 100)),
    ],
)
def test_boxes_are_on_the_page_as_shown(tmp_path: Path, rotate: int, expected: tuple[float, float]) -> None:
    """The point where the text begins, in points from the top left of the cropped and turned page."""
    page = _read(tmp_path, Sheet([Text(100, 700, "word")], crop=(50, 60, 562, 752), rotate=rotate)).pages[0]
    assert (page.width, page.height) == ((512, 692) if rotate in (0, 180) else (692, 512))
    (rect,) = rects(page, 0, 4)
    x, y = expected[0] / page.width, expected[1] / page.height
    slack = 4 / 512
    assert rect.left - slack <= x <= rect.right + slack
    assert rect.top - slack <= y <= rect.bottom + slack
    long_side, short_side = (rect.right - rect.left) * page.width, (rect.bottom - rect.top) * page.height
    if rotate in (90, 270):
        long_side, short_side = short_side, long_side
    assert long_side == pytest.approx(12 * 2.166, abs=1)
    assert 8 < short_side < 18


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_text_that_is_upright_on_a_turned_page_is_read_in_lines(tmp_path: Path, rotate: int) -> None:
    down = {90: (20, 0), 180: (0, 20), 270: (-20, 0)}[rotate]
    runs = [
        Text(300 + n * down[0], 400 + n * down[1], text, angle=rotate) for n, text in enumerate(["first 1", "second"])
    ]
    page = _read(tmp_path, Sheet(runs, rotate=rotate)).pages[0]
    assert page.text == "first 1\nsecond"
    (rect,) = rects(page, 0, 7)
    assert (rect.right - rect.left) * page.width > 2 * (rect.bottom - rect.top) * page.height


@pytest.mark.parametrize("angle", [45, 90, 180, 270])
def test_turned_text_stays_in_one_piece(tmp_path: Path, angle: int) -> None:
    page = _read(tmp_path, Sheet([Text(300, 400, "Turned text 1 100", angle=angle), *lines(["upright"])])).pages[0]
    assert page.text == "upright\nTurned text 1 100"


def test_page_labels_and_outline(tmp_path: Path) -> None:
    reading = _read(
        tmp_path,
        *[Sheet(lines([f"page {n}"])) for n in range(4)],
        labels="0 << /S /r >> 2 << /S /D /P (A-) /St 5 >>",
        outline=[("第一章", 0), ("Annex", 3)],
    )
    assert [page.label for page in reading.pages] == ["i", "ii", "A-5", "A-6"]
    assert reading.outline == ((0, "第一章", 1), (0, "Annex", 4))


def test_hostile_characters_are_replaced_and_noted(tmp_path: Path) -> None:
    reading = _read(tmp_path, Sheet([Text(72, 700, "ab\x00c\x01\ud800d\ufffee\x0cf\u00adg", font="any")]))
    text = reading.pages[0].text
    assert text == "ab\ufffdc\ufffd\ufffdd\ufffde f\u00adg"
    assert len(reading.pages[0].boxes) == 16 * len(text)
    assert reading.notes == ("replaced_characters",)


def test_characters_beyond_the_basic_plane_are_one_code_point(tmp_path: Path) -> None:
    page = _read(tmp_path, Sheet([Text(72, 700, "a\U0002a6a5b", font="any")])).pages[0]
    assert page.text == "a\U0002a6a5b"
    values = coordinates(page.boxes)
    assert values[4] == pytest.approx((72 + 12) / 612, abs=1e-4)
    assert values[8] == pytest.approx((72 + 24) / 612, abs=1e-4)


def test_a_hyphen_at_a_line_end_is_a_hyphen(tmp_path: Path) -> None:
    reading = _read(tmp_path, Sheet(lines(["lower-than-bud-", "geted expenditures"])))
    assert reading.pages[0].text == "lower-than-bud-\ngeted expenditures"
    assert reading.notes == ()


def test_what_is_drawn_twice_is_read_once(tmp_path: Path) -> None:
    page = _read(tmp_path, Sheet([Text(72, 700, "Total 1 100"), Text(72.3, 700, "Total 1 100")])).pages[0]
    assert page.text == "Total 1 100"


def test_text_outside_the_page_is_left_out_and_noted(tmp_path: Path) -> None:
    reading = _read(tmp_path, Sheet([Text(72, 700, "inside"), Text(72, 900, "outside"), Text(-300, 700, "beside")]))
    assert reading.pages[0].text == "inside"
    assert reading.notes == ("text_outside_page",)


def test_no_text_is_noted_and_stays_readable_as_pages(tmp_path: Path) -> None:
    reading = read(_write(tmp_path / "scan.pdf", bad_files.pdf_without_text(2)))
    assert [page.text for page in reading.pages] == ["", ""]
    assert reading.pages[0].width == 612
    assert reading.notes == ("no_text",)


@pytest.mark.parametrize("share", [0.4, 0.6, 0.9, 0.99])
def test_a_cut_off_file_gives_what_is_left(tmp_path: Path, share: float) -> None:
    reading = read(_write(tmp_path / "cut.pdf", bad_files.cut_off_pdf(share)))
    assert len(reading.pages) == 8
    assert reading.pages[0].text == "Page 1 with some text"
    assert "repaired" in reading.notes


def test_wrong_offsets_are_repaired_and_noted(tmp_path: Path) -> None:
    reading = read(_write(tmp_path / "a.pdf", bad_files.pdf_with_wrong_offsets()))
    assert reading.notes == ("repaired",)
    assert reading.pages[0].text.startswith("A first line 1 100")


def test_a_broken_page_does_not_take_the_others_along(tmp_path: Path) -> None:
    reading = read(_write(tmp_path / "a.pdf", bad_files.pdf_with_a_broken_page()))
    assert [page.text for page in reading.pages] == ["one", "", "three"]
    assert reading.notes == ("unreadable_page",)


def test_loops_and_odd_types_end(tmp_path: Path) -> None:
    assert read(_write(tmp_path / "a.pdf", bad_files.pdf_with_loops())).outline == ((0, "round", 1),)
    assert len(read(_write(tmp_path / "b.pdf", bad_files.pdf_with_odd_types())).pages) == 1


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256-R5", "AES-256"])
@pytest.mark.parametrize("password", ["Zaunkönig7", "café", "密码", "ﬁn", ""])
def test_passwords(tmp_path: Path, algorithm: str, password: str) -> None:
    path = _write(tmp_path / "locked.pdf", bad_files.encrypted_pdf(password, algorithm=algorithm))
    assert read(path, password=password).pages[0].text.startswith("A first line")
    if not password:
        assert read(path).pages[0].text.startswith("A first line")
        return
    for given, code in (
        (None, "encrypted"),
        ("", "encrypted"),
        ("wrong", "wrong_password"),
        ("a\0b", "wrong_password"),
    ):
        with pytest.raises(ReadError) as refusal:
            read(path, password=given)
        assert refusal.value.code == code
        assert password not in str(refusal.value)


def test_threads_take_turns(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.pdf", make_pdf([Sheet(lines([f"page {n}"] * 20)) for n in range(10)]))
    found: list[Page] = []
    threads = [threading.Thread(target=lambda: found.extend(read(path).pages)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 40
    assert len({page.text for page in found}) == 10
