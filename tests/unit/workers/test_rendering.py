"""Pictures of pages: exact sizes, urgency, crashes, and nothing left behind."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from pathlib import Path

import pytest

from db.model.errors import ReadError
from desktop.documents.reading import read
from desktop.documents.spans import rects
from desktop.workers.rendering import Picture, Renderer
from tests.helpers import bad_files
from tests.helpers.leaks import children_of_this_process
from tests.helpers.pdfs import Sheet, Text, lines, make_pdf

# A child that dies on page 13, hangs on page 14, and sleeps a little on page 15.
SCRIPT = """
import os, sys, time
from desktop.workers.child import serve
from desktop.workers.rendering_child import Drawer
drawer = Drawer(sys.argv[1:])
def handler(request, send):
    page = request.get("page")
    if page == 13:
        open(f"{request['path']}.asked-{os.getpid()}", "x").close()
        os.abort()
    while page == 14:
        time.sleep(60)
    if page == 15:
        time.sleep(0.3)
        request["page"] = 1
    drawer.answer(request, send)
serve(handler)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    path.write_bytes(make_pdf([Sheet(lines([f"page {n}", "1 100"], size=40, step=50)) for n in range(4)]))
    return path


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    with contextlib.closing(Renderer()) as made:
        yield made


@pytest.fixture
def odd() -> Iterator[Renderer]:
    with contextlib.closing(Renderer(1.0, command=[sys.executable, "-P", "-c", SCRIPT])) as made:
        yield made


def _pixel(picture: Picture, x: int, y: int) -> tuple[int, int, int]:
    at = y * picture.stride + 4 * x
    return picture.data[at + 2], picture.data[at + 1], picture.data[at]


def _code(future: Future[Picture]) -> str:
    error = future.exception(10)
    assert isinstance(error, ReadError)
    return error.code


@pytest.mark.parametrize("size", [(1, 1), (101, 77), (612, 792), (1001, 1303)])
def test_the_size_is_exact(renderer: Renderer, file: Path, size: tuple[int, int]) -> None:
    picture = renderer.request(file, 1, *size).result(10)
    assert (picture.width, picture.height, picture.stride) == (*size, 4 * size[0])
    assert len(picture.data) == picture.stride * picture.height


def test_the_page_is_on_it_in_the_right_colours(renderer: Renderer, tmp_path: Path) -> None:
    path = tmp_path / "colours.pdf"
    red_bottom_left = b"1 0 0 rg 0 0 306 396 re f\n0 0 1 rg 306 396 306 396 re f\n"
    path.write_bytes(make_pdf([Sheet(extra=red_bottom_left)]))
    picture = renderer.request(path, 1, 200, 300).result(10)
    assert _pixel(picture, 50, 250) == (255, 0, 0)
    assert _pixel(picture, 150, 50) == (0, 0, 255)
    assert _pixel(picture, 50, 50) == (255, 255, 255)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_boxes_of_the_reading_frame_the_ink(renderer: Renderer, tmp_path: Path, rotate: int) -> None:
    """Reader and renderer agree on where things are, on a cropped and turned page too."""
    path = tmp_path / "report.pdf"
    path.write_bytes(make_pdf([Sheet([Text(200, 500, "HEM", 40)], crop=(50, 60, 562, 752), rotate=rotate)]))
    page = read(path).pages[0]
    (rect,) = rects(page, 0, 3)
    width, height = round(page.width), round(page.height)
    picture = renderer.request(path, 1, width, height).result(10)
    dark = [(x, y) for y in range(height) for x in range(width) if _pixel(picture, x, y)[0] < 128]
    assert dark
    for x, y in dark:
        assert rect.left * width - 1 <= x <= rect.right * width + 1
        assert rect.top * height - 1 <= y <= rect.bottom * height + 1
    ink = max(x for x, _ in dark) - min(x for x, _ in dark)
    if rotate in (0, 180):
        assert ink > 0.85 * (rect.right - rect.left) * width


def test_passwords(renderer: Renderer, tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(bad_files.encrypted_pdf("密码"))
    assert _code(renderer.request(path, 1, 50, 60)) == "encrypted"
    assert _code(renderer.request(path, 1, 50, 60, password="x")) == "wrong_password"
    assert renderer.request(path, 1, 50, 60, password="密码").result(10).width == 50


@pytest.mark.parametrize(
    ("page", "size", "code"),
    [(99, (10, 10), "damaged"), (0, (10, 10), "damaged"), (1, (0, 10), "too_large"), (1, (99999, 99999), "too_large")],
)
def test_what_cannot_be_drawn(renderer: Renderer, file: Path, page: int, size: tuple[int, int], code: str) -> None:
    assert _code(renderer.request(file, page, *size)) == code
    assert renderer.request(file, 1, 10, 10).result(10)


def test_a_file_that_is_no_pdf(renderer: Renderer, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(bad_files.text_named_pdf())
    assert _code(renderer.request(path, 1, 10, 10)) == "damaged"
    assert _code(renderer.request(tmp_path / "none.pdf", 1, 10, 10)) == "not_found"


def test_a_changed_file_is_drawn_anew(renderer: Renderer, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(make_pdf([Sheet(extra=b"1 0 0 rg 0 0 612 792 re f\n")]))
    assert _pixel(renderer.request(path, 1, 10, 10).result(10), 5, 5) == (255, 0, 0)
    path.write_bytes(make_pdf([Sheet(extra=b"0 0 1 rg 0 0 612 792 re f\n"), Sheet()]))
    assert _pixel(renderer.request(path, 1, 10, 10).result(10), 5, 5) == (0, 0, 255)


def test_the_most_urgent_is_drawn_first(odd: Renderer, file: Path) -> None:
    order: list[int] = []
    first = odd.request(file, 15, 10, 10)
    while not first.running() and not first.done():
        time.sleep(0.005)
    futures = [odd.request(file, page, 10, 10, priority=priority) for page, priority in ((1, 5), (2, 0), (3, 2))]
    for page, future in zip((1, 2, 3), futures, strict=True):
        future.add_done_callback(lambda _, page=page: order.append(page))
    for future in futures:
        future.result(10)
    assert order == [2, 3, 1]


def test_what_is_opened_ahead_is_drawn_or_refused_as_without_it(renderer: Renderer, file: Path, tmp_path: Path) -> None:
    torn = tmp_path / "torn.pdf"
    torn.write_bytes(b"no report at all")
    for path in (torn, tmp_path / "missing.pdf", file):
        renderer.prepare(path)
    with pytest.raises(ReadError) as caught:
        renderer.request(torn, 1, 50, 50).result(20)
    assert caught.value.code == "damaged"
    ahead = renderer.request(file, 1, 100, 120).result(20)
    renderer.forget(file)
    assert renderer.request(file, 1, 100, 120).result(20).data == ahead.data


def test_what_is_not_wanted_any_more_is_not_drawn(odd: Renderer, file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.pdf"
    other.write_bytes(file.read_bytes())
    first = odd.request(file, 15, 10, 10)
    while not first.running() and not first.done():
        time.sleep(0.005)
    mine, theirs, cancelled = odd.request(file, 2, 10, 10), odd.request(other, 2, 10, 10), odd.request(other, 3, 10, 10)
    odd.forget(file)
    assert cancelled.cancel()
    with pytest.raises(CancelledError):
        mine.result(10)
    assert theirs.result(10).width == 10
    assert first.result(10).width == 10


def test_a_crash_costs_one_picture(odd: Renderer, file: Path) -> None:
    assert _code(odd.request(file, 13, 10, 10)) == "crashed"
    assert odd.request(file, 1, 10, 10).result(10).width == 10


def test_a_page_that_crashes_again_is_given_up(odd: Renderer, file: Path) -> None:
    for _ in range(2):
        assert _code(odd.request(file, 13, 10, 10)) == "crashed"
    assert _code(odd.request(file, 13, 10, 10)) == "crashed"
    assert len(list(file.parent.glob("*.asked-*"))) == 2


def test_a_hanging_page_is_given_up(odd: Renderer, file: Path) -> None:
    assert _code(odd.request(file, 14, 10, 10)) == "timed_out"
    assert odd.request(file, 2, 10, 10).result(10).width == 10


def test_closing_is_prompt_and_leaves_nothing(file: Path) -> None:
    renderer = Renderer(command=[sys.executable, "-P", "-c", SCRIPT])
    hanging = renderer.request(file, 14, 10, 10)
    while not hanging.running():
        time.sleep(0.005)
    waiting = renderer.request(file, 1, 10, 10)
    renderer.close()
    assert _code(hanging) == "cancelled"
    assert waiting.cancelled()
    assert children_of_this_process() == {}
    assert "renderer" not in [thread.name for thread in threading.enumerate()]
    assert _code(renderer.request(file, 1, 10, 10)) == "cancelled"
    renderer.close()


@pytest.mark.parametrize("make", [bad_files.pdf_without_root, bad_files.pdf_cut_before_its_tree])
def test_a_rebuilt_file_is_drawn_as_it_is_read(tmp_path: Path, renderer: Renderer, make: Callable[[], bytes]) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(make())
    page = read(path).pages[1]
    picture = renderer.request(path, 2, 612, 792).result(20)
    (rect,) = rects(page, 0, len(page.text))

    def dark(top: float, bottom: float) -> int:
        rows = picture.data[int(top * 792) * picture.stride : int(bottom * 792) * picture.stride]
        return sum(value < 100 for value in rows[::4])

    assert dark(rect.top, rect.bottom) > 50
    assert dark(0, rect.top - 0.01) == dark(rect.bottom + 0.01, 1) == 0


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_parts_together_are_the_whole(renderer: Renderer, file: Path, turn: int) -> None:
    size = (900, 700) if turn % 2 else (700, 900)
    whole = renderer.request(file, 2, *size, turn=turn).result(10)
    assert any(value < 100 for value in whole.data[::4])
    for left in range(0, size[0], 400):
        for top in range(0, size[1], 400):
            part = left, top, min(400, size[0] - left), min(400, size[1] - top)
            picture = renderer.request(file, 2, *size, part=part, turn=turn).result(10)
            assert (picture.width, picture.height) == part[2:]
            for row in range(0, part[3], 7):
                at = (top + row) * whole.stride + 4 * left
                mine = picture.data[row * picture.stride : (row + 1) * picture.stride]
                assert mine == whole.data[at : at + picture.stride]


def test_a_part_of_a_page_that_is_far_too_large_as_a_whole(renderer: Renderer, file: Path) -> None:
    part = renderer.request(file, 1, 61_200, 79_200, part=(30_000, 40_000, 512, 512)).result(10)
    assert (part.width, part.height) == (512, 512)
    assert _code(renderer.request(file, 1, 61_200, 79_200, part=(0, 0, 0, 5))) == "too_large"


def test_a_page_of_which_parts_were_drawn_lets_its_file_go(renderer: Renderer, file: Path) -> None:
    renderer.request(file, 1, 600, 800, part=(0, 0, 100, 100)).result(10)
    renderer.forget(file)
    file.write_bytes(make_pdf([Sheet(extra=b"1 0 0 rg 0 0 612 792 re f\n")]))
    picture = renderer.request(file, 1, 600, 800, part=(0, 0, 100, 100)).result(10)
    assert _pixel(picture, 50, 50) == (255, 0, 0)


def test_a_turned_page_is_turned_clockwise(renderer: Renderer, tmp_path: Path) -> None:
    path = tmp_path / "colours.pdf"
    path.write_bytes(make_pdf([Sheet(extra=b"1 0 0 rg 0 396 306 396 re f\n")]))  # red at the top left
    corners = {0: (50, 50), 1: (250, 50), 2: (250, 250), 3: (50, 250)}
    for turn, corner in corners.items():
        picture = renderer.request(path, 1, 300, 300, turn=turn).result(10)
        assert [at for at in corners.values() if _pixel(picture, *at) == (255, 0, 0)] == [corner]
