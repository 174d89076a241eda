"""What marks look like: told apart without colour, letters legible."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from db.model.evidence import Span
from desktop.ui import theme
from desktop.ui.source.highlights import Highlighter, Lit
from desktop.ui.source.marks import Mark, MarkIndex

pytestmark = pytest.mark.usefixtures("qapp")
RECT = QRectF(20, 20, 120, 16)


def drawn(
    family: str = "count",
    state: str = "undecided",
    current: bool = False,
    level: int = 0,
    dark: bool = False,
    over_image: bool = False,
    **more: bool,
) -> QImage:
    colours = theme.dark() if dark else theme.light()
    mark = Mark("a", family, state, (Span(1, 0, 9, "x" * 9),), **more)
    (placed,) = MarkIndex([mark]).on_page(1)
    lit = [Lit(type(placed)(mark, placed.span, level, placed.primary, placed.last), (RECT,))]
    image = QImage(170, 60, QImage.Format.Format_RGB32)
    image.fill(QColor(colours.page))
    painter = QPainter(image)
    highlighter = Highlighter(colours, over_image=over_image)
    highlighter.fills(painter, lit, "a" if current else None)
    highlighter.lines(painter, lit, "a" if current else None)
    painter.end()
    return image


def grey(image: QImage) -> list[int]:
    return [QColor(image.pixel(x, y)).lightness() for y in range(image.height()) for x in range(image.width())]


def below(image: QImage) -> list[bool]:
    """Where, along the line under the run, there is ink."""
    return [any(QColor(image.pixel(x, y)).lightness() < 190 for y in range(36, 41)) for x in range(22, 138)]


def test_undecided_is_dashed_and_decided_is_not() -> None:
    assert 0.4 < sum(below(drawn())) / 116 < 0.9
    assert all(below(drawn(state="decided")))


def test_only_what_may_still_change_is_filled() -> None:
    page = QColor(theme.light().page)
    inside = {
        state: drawn(state=state).pixelColor(30, 24) for state in ("undecided", "decided", "approved", "rejected")
    }
    assert inside["approved"] == page and inside["rejected"] == page
    assert inside["undecided"] != page and inside["decided"] != page
    assert inside["undecided"] != inside["decided"]


def test_rejected_is_dotted_below_and_leaves_the_words_alone() -> None:
    image = drawn(state="rejected")
    page = QColor(theme.light().page)
    assert 0.2 < sum(below(image)) / 116 < 0.8
    assert all(image.pixelColor(x, y) == page for x in range(22, 138) for y in range(21, 35))


def test_families_differ_in_shape_and_not_in_colour_alone() -> None:
    shapes = {}
    for family in ("count", "activity", "financial_figure", "report"):
        image = drawn(family=family, state="decided")
        shapes[family] = tuple(
            image.pixelColor(x, y).lightness() < 215 for y in range(30, 45) for x in (19, 20, 21, 80, 139, 140)
        )
    assert len(set(shapes.values())) == 4


def test_the_lines_of_records_that_overlap_lie_below_one_another() -> None:
    def height(image: QImage) -> int:
        return max(y for y in range(60) if image.pixelColor(80, y).lightness() < 190)

    heights = [height(drawn(state="decided", level=level)) for level in (0, 1, 2)]
    assert heights[0] + 2 <= heights[1] and heights[1] + 2 <= heights[2]


def test_the_current_record_is_outlined_all_around() -> None:
    image = drawn(current=True)
    accent = QColor(theme.light().accent)
    for x, y in ((80, 18), (80, 38), (17, 28), (142, 28)):
        near = [image.pixelColor(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        assert any(abs(c.blue() - accent.blue()) < 30 and abs(c.red() - accent.red()) < 60 for c in near), (x, y)


def test_failing_and_unsure_have_signs_of_their_own() -> None:
    plain, failing, unsure = grey(drawn()), grey(drawn(failing=True)), grey(drawn(unsure=True))
    assert plain != failing and plain != unsure and failing != unsure
    assert grey(drawn(failing=True, state="rejected")) == grey(drawn(state="rejected"))


@pytest.mark.parametrize("dark", [False, True])
def test_letters_under_the_fills_keep_their_contrast(dark: bool) -> None:
    colours = theme.dark() if dark else theme.light()
    for family in ("count", "activity", "financial_figure", "report"):
        ground = drawn(family=family, dark=dark).pixelColor(30, 24)
        assert contrast(ground, QColor(colours.page_text)) >= 4.5


@pytest.mark.parametrize("over_image", [False, True])
def test_where_records_overlap_the_shorter_one_shows_in_its_own_colour(over_image: bool) -> None:
    colours = theme.light()
    marks = [
        Mark("long", "activity", "undecided", (Span(1, 0, 30, "x" * 30),)),
        Mark("short", "count", "undecided", (Span(1, 10, 20, "x" * 10),)),
    ]
    rects = {"long": QRectF(10, 10, 90, 16), "short": QRectF(40, 10, 30, 16)}
    lit = [Lit(placed, (rects[placed.mark.record],)) for placed in MarkIndex(marks).on_page(1)]
    image = QImage(120, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    Highlighter(colours, over_image=over_image).fills(painter, lit, None)
    painter.end()
    assert image.pixelColor(55, 18).name() == colours.count_soft
    assert image.pixelColor(25, 18).name() == image.pixelColor(85, 18).name() == colours.activity_soft


def test_a_filled_field_in_a_picture_shows_light_letters_on_the_accent() -> None:
    colours = theme.light()
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    painter.fillRect(QRectF(20, 10, 5, 20), QColor("#000000"))  # a letter
    Highlighter(colours, over_image=True).field(painter, [QRectF(10, 10, 40, 20)])
    painter.end()
    letter, ground = image.pixelColor(22, 20), image.pixelColor(40, 20)
    assert ground.name() == colours.accent
    assert letter.name() == "#ffffff"
    assert image.pixelColor(5, 20).name() == "#ffffff"


def test_fills_over_a_picture_leave_its_black_black() -> None:
    mark = Mark("a", "activity", "undecided", (Span(1, 0, 9, "x" * 9),))
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#000000"))
    painter = QPainter(image)
    lit = [Lit(MarkIndex([mark]).on_page(1)[0], (QRectF(10, 10, 40, 20),))]
    Highlighter(theme.light(), over_image=True).fills(painter, lit, None)
    painter.end()
    assert image.pixelColor(30, 20).name() == "#000000"


def contrast(one: QColor, other: QColor) -> float:
    def luminance(colour: QColor) -> float:
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (colour.redF(), colour.greenF(), colour.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
