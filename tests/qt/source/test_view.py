"""The source view: opening, marks, clicks, keys, words instead of pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db.model.errors import ReadError
from db.model.readings import Page, Reading
from desktop.ui import theme
from desktop.ui.source.messages import Notice, Placeholder
from desktop.ui.source.strip import Strip
from desktop.ui.source.toolbar import PageEdit
from desktop.ui.source.view import SourceView
from tests.qt.source.material import FakeRenderer, area_of, mark, middle, pdf, plain, span, wheel

TEXT = "\n".join(f"第 {n} 夜\U0001f4c4，灯塔看见 {n} 名夜航水手平安回来。" for n in range(1, 200))
Show = Callable[..., SourceView]


def click(view: SourceView, at: QPoint, *more: Qt.KeyboardModifier) -> None:
    keys = more[0] if more else Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(area_of(view).viewport(), Qt.MouseButton.LeftButton, keys, at)


def label_texts(view: SourceView) -> str:
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


# opening


def test_without_a_report_it_invites(show: Show) -> None:
    view = show(None)
    assert "No report is open" in label_texts(view) and view.page() == 0
    placeholder = view.findChild(Placeholder)
    assert placeholder is not None and placeholder.accessibleName() == "No report is open"


def test_while_a_report_is_opened_it_says_which(show: Show) -> None:
    view = show(None)
    view.set_loading("report.pdf")
    assert "Opening" in label_texts(view) and "report.pdf" in label_texts(view)
    view.set_report(plain(TEXT), None)
    assert "Opening" not in label_texts(view)


def test_nine_hundred_pages_open_with_the_first_ones_only(qtbot: QtBot, show: Show, renderer: FakeRenderer) -> None:
    view = show(pdf(*(["words"] * 900)))
    qtbot.waitUntil(lambda: len(renderer.asked) == 2)
    assert [page for page, _, _ in renderer.asked] == [1, 2]
    view.go_to_page(700)
    qtbot.waitUntil(lambda: renderer.asked[-2][0] == 700)
    assert view.page() == 700 and renderer.futures[0].cancelled() and len(renderer.asked) <= 6


def test_pictures_are_asked_for_in_device_pixels_and_painted(
    qtbot: QtBot, show: Show, renderer: FakeRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = show(pdf("words"))
    qtbot.waitUntil(lambda: bool(renderer.asked))
    area = area_of(view)
    assert renderer.asked[0] == (1, area.card(1).width(), area.card(1).height())
    renderer.draw_all(b"\x40\x80\xc0\x00")
    at = area.card(1).center()
    qtbot.waitUntil(lambda: area.viewport().grab().toImage().pixelColor(at).name() == "#c08040")
    monkeypatch.setattr(area, "devicePixelRatioF", lambda: 2.0)
    area.asking.ask()
    assert renderer.asked[-1] == (1, 2 * area.card(1).width(), 2 * area.card(1).height())


def test_a_report_without_text_says_so_and_stays_readable(show: Show) -> None:
    view = show(pdf("", ""))
    notice = view.findChild(Notice)
    assert notice is not None and notice.isVisible() and "no text" in notice.words()
    assert view.page() == 1
    view.set_report(plain("text"), None)
    assert not notice.isVisible()


def test_a_page_without_text_says_so_when_it_is_reached(show: Show) -> None:
    view = show(pdf("words", "", "words"))
    notice = view.findChild(Notice)
    assert notice is not None and not notice.isVisible()
    view.go_to_page(2)
    assert notice.isVisible() and "This page" in notice.words()
    view.go_to_page(3)
    assert not notice.isVisible()


def test_a_page_that_cannot_be_drawn_says_so_and_a_click_tries_again(
    qtbot: QtBot, show: Show, renderer: FakeRenderer
) -> None:
    view = show(pdf("words"))
    area = area_of(view)
    qtbot.waitUntil(lambda: len(renderer.asked) == 1)
    blank = area.viewport().grab().toImage()
    renderer.futures[0].set_exception(ReadError("crashed"))
    qtbot.waitUntil(lambda: area.error(1) == "crashed")
    assert area.viewport().grab().toImage() != blank
    click(view, area.card(1).center())
    qtbot.waitUntil(lambda: len(renderer.asked) == 2)
    assert area.error(1) is None


def test_an_encrypted_page_asks_for_the_password_and_is_drawn_with_it(
    qtbot: QtBot, show: Show, renderer: FakeRenderer
) -> None:
    view = show(pdf("words"))
    area = area_of(view)
    qtbot.waitUntil(lambda: len(renderer.asked) == 1)
    renderer.futures[0].set_exception(ReadError("encrypted"))
    qtbot.waitUntil(lambda: area.error(1) == "encrypted")
    assert "password" in area.error_words(1)
    with qtbot.waitSignal(view.passwordRequested):
        click(view, area.card(1).center())
    assert len(renderer.asked) == 1
    view.unlock("open me")
    assert area.error(1) is None
    qtbot.waitUntil(lambda: len(renderer.asked) == 2)
    assert renderer.passwords == [None, "open me"]


def test_closing_a_report_lets_go_of_its_file(qtbot: QtBot, show: Show, renderer: FakeRenderer) -> None:
    view = show(pdf("words"))
    qtbot.waitUntil(lambda: bool(renderer.asked))
    view.close_report()
    assert len(renderer.forgotten) == 1 and renderer.futures[0].cancelled()


# marks


@pytest.mark.parametrize("make", [pdf, plain])
def test_a_click_on_a_mark_chooses_its_record_and_beside_it_none(
    qtbot: QtBot, show: Show, make: Callable[..., Reading]
) -> None:
    reading = make("\U00020000 one two three\nfour five six")
    view = show(reading)
    view.set_marks([mark(reading, "r1", "two"), mark(reading, "r2", "five", family="activity")])
    with qtbot.waitSignal(view.recordClicked) as clicked:
        click(view, middle(view, span(reading, "five")))
    assert clicked.args == ["r2"]
    with qtbot.assertNotEmitted(view.recordClicked):
        click(view, middle(view, span(reading, "four")))


def test_clicks_on_several_records_go_round(qtbot: QtBot, show: Show) -> None:
    reading = plain("in 2019 about 15 officials were trained")
    view = show(reading)
    view.set_marks(
        [
            mark(reading, "activity", "in 2019 about 15 officials were trained", family="activity"),
            mark(reading, "count", "15 officials"),
            mark(reading, "wide", "about 15 officials"),
        ]
    )
    chosen: list[str] = []
    view.recordClicked.connect(lambda record: (chosen.append(record), view.set_current(record)))
    at = middle(view, span(reading, "15"))
    for _ in range(4):
        click(view, at)
    assert chosen == ["count", "wide", "activity", "count"]


def test_two_quick_clicks_on_several_records_are_two_clicks(qtbot: QtBot, show: Show) -> None:
    reading = plain("about 15 officials")
    view = show(reading)
    view.set_marks([mark(reading, "a", "15 officials"), mark(reading, "b", "about 15 officials")])
    chosen: list[str] = []
    view.recordClicked.connect(lambda record: (chosen.append(record), view.set_current(record)))
    at = middle(view, span(reading, "15"))
    viewport = area_of(view).viewport()
    click(view, at)
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert chosen == ["a", "b"]


def test_marks_are_painted_and_the_current_one_differently(show: Show) -> None:
    reading = plain("about 15 officials were trained in two courses")
    view = show(reading)
    viewport = area_of(view).viewport()
    bare = viewport.grab().toImage()
    view.set_marks([mark(reading, "a", "15 officials")])
    lit = viewport.grab().toImage()
    view.set_current("a", (span(reading, "15"),))
    chosen = viewport.grab().toImage()
    assert bare != lit != chosen
    at = middle(view, span(reading, "15"))
    near = {chosen.pixelColor(at.x() + x, at.y() + y).name() for x in range(-6, 6) for y in range(-4, 4)}
    assert theme.light().accent in near


def test_the_tooltip_names_every_record_there(show: Show) -> None:
    reading = plain("about 15 officials were trained")
    view = show(reading)
    view.set_marks([mark(reading, "a", "15", label="15 persons"), mark(reading, "b", "15 officials", label="Training")])
    area = area_of(view)
    assert area.tip(middle(view, span(reading, "15"))) == "15 persons\nTraining"
    assert area.tip(middle(view, span(reading, "trained"))) == ""


def test_the_pointer_is_a_hand_over_marks_and_a_beam_over_words(show: Show) -> None:
    reading = plain("about 15 officials")
    view = show(reading)
    view.set_marks([mark(reading, "a", "15")])
    viewport = area_of(view).viewport()
    for quote, shape in (("15", Qt.CursorShape.PointingHandCursor), ("officials", Qt.CursorShape.IBeamCursor)):
        QTest.mouseMove(viewport, middle(view, span(reading, quote)))
        assert viewport.cursor().shape() == shape
    QTest.mouseMove(viewport, QPoint(3, 700))
    assert viewport.cursor().shape() == Qt.CursorShape.ArrowCursor


# revealing


@pytest.mark.parametrize("make", [pdf, plain])
def test_a_chosen_record_comes_into_sight_with_context(show: Show, make: Callable[..., Reading]) -> None:
    reading = make(*([TEXT[:1500]] * 30), TEXT[:400] + "\nthe passage\n" + TEXT[400:900])
    view = show(reading)
    view.set_marks([mark(reading, "far", "the passage", page=31)])
    view.set_current("far")
    at = middle(view, span(reading, "the passage", page=31))
    height = area_of(view).viewport().height()
    assert 0.25 * height < at.y() < 0.75 * height


def test_what_is_comfortably_visible_does_not_move(show: Show) -> None:
    reading = plain(TEXT)
    view = show(reading)
    view.set_marks([mark(reading, f"r{n}", f"{n} 名夜航水手") for n in (11, 12, 14, 180)])
    view.set_current("r11")
    before = area_of(view).verticalScrollBar().value()
    view.set_current("r12")
    view.set_current("r14", (span(reading, "14 名"),))
    assert area_of(view).verticalScrollBar().value() == before
    view.set_current("r180")
    assert area_of(view).verticalScrollBar().value() > before
    view.set_current(None)


def test_another_field_far_away_comes_into_sight(show: Show) -> None:
    reading = plain(TEXT)
    view = show(reading)
    view.set_marks([mark(reading, "r", "11 名夜航水手")])
    view.set_current("r", (span(reading, "11 名"),))
    view.set_current("r", (span(reading, "150 名"),))
    assert 0 < middle(view, span(reading, "150 名")).y() < area_of(view).viewport().height()


def test_a_record_chosen_before_the_view_is_shown_is_revealed_then(qtbot: QtBot, renderer: FakeRenderer) -> None:
    reading = plain(TEXT)
    view = SourceView(renderer, theme.dark())
    qtbot.addWidget(view)
    view.set_report(reading, None)
    view.set_marks([mark(reading, "r", "150 名夜航水手")])
    view.set_current("r")
    view.resize(500, 600)
    view.show()
    qtbot.waitExposed(view)
    assert 0 < middle(view, span(reading, "150 名")).y() < area_of(view).viewport().height()


def test_a_record_chosen_before_its_mark_comes_is_revealed_with_it(show: Show) -> None:
    reading = plain(TEXT)
    view = show(reading)
    view.set_current("new")
    view.set_marks([mark(reading, "new", "150 名夜航水手")])
    assert 0 < middle(view, span(reading, "150 名")).y() < area_of(view).viewport().height()
    view.go_to_page(1)
    view.set_marks([mark(reading, "new", "150 名夜航水手", state="decided")])
    assert area_of(view).verticalScrollBar().value() < 50  # what is decided does not pull the page away


def test_back_goes_where_one_was_and_forward_returns(show: Show) -> None:
    reading = pdf(*["words"] * 50)
    view = show(reading)
    view.go_to_page(20)
    view.go_to_page(40)
    view.go_back()
    assert view.page() == 20
    view.go_back()
    assert view.page() == 1
    view.go_forward()
    view.go_forward()
    assert view.page() == 40
    view.go_forward()
    assert view.page() == 40


# moving


def test_the_page_that_is_read_is_told(qtbot: QtBot, show: Show) -> None:
    view = show(pdf(*["words"] * 20))
    edit = view.findChild(PageEdit)
    assert edit is not None and edit.text() == "1"
    with qtbot.waitSignal(view.pageShown) as shown:
        view.go_to_page(7)
    assert shown.args == [7] and edit.text() == "7"
    assert area_of(view).accessibleDescription() == "Page 7 of 20"
    view.go_to_page(999)
    assert view.page() == 20


def test_keys_scroll(show: Show) -> None:
    view = show(pdf(*["words"] * 20))
    area, bar = area_of(view), area_of(view).verticalScrollBar()
    area.setFocus()
    QTest.keyClick(area, Qt.Key.Key_PageDown)
    one = bar.value()
    assert one > 500
    QTest.keyClick(area, Qt.Key.Key_Down)
    assert 0 < bar.value() - one < 100
    QTest.keyClick(area, Qt.Key.Key_End)
    assert bar.value() == bar.maximum() and view.page() == 20
    QTest.keyClick(area, Qt.Key.Key_PageUp)
    assert bar.value() < bar.maximum()
    QTest.keyClick(area, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_zooming_with_the_wheel_keeps_what_is_under_the_pointer(show: Show) -> None:
    reading = plain(TEXT)
    view = show(reading)
    area = area_of(view)
    view.go_to_page(1)
    at = middle(view, span(reading, "12 名"))
    before = area.content.offset_at(*area.place(at.toPointF()))  # type: ignore[union-attr, misc]
    zoom = view.zoom()
    for _ in range(6):
        wheel(area.viewport(), at, 120, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom() > 1.5 * zoom
    after = area.content.offset_at(*area.place(at.toPointF()))  # type: ignore[union-attr, misc]
    assert before is not None and after is not None and abs(after - before) <= 1


def test_the_wheel_alone_scrolls(show: Show) -> None:
    view = show(plain(TEXT))
    zoom = view.zoom()
    wheel(area_of(view).viewport(), QPoint(50, 50), -240, Qt.KeyboardModifier.NoModifier)
    assert area_of(view).verticalScrollBar().value() > 0 and view.zoom() == zoom


def test_zoom_steps_and_fits(show: Show) -> None:
    view = show(pdf("words", "words"))
    area = area_of(view)
    view.fit_width()
    wide = view.zoom()
    assert area.card(1).width() == pytest.approx(area.viewport().width() - 32, abs=2)
    view.fit_page()
    assert area.card(1).height() <= area.viewport().height() and view.zoom() < wide
    view.actual_size()
    assert view.zoom() == 1.0
    view.zoom_in()
    assert view.zoom() == 1.1
    view.zoom_out()
    view.zoom_out()
    assert view.zoom() == 0.9
    view.fit_width()
    view.resize(400, 500)
    assert area.card(1).width() == pytest.approx(area.viewport().width() - 32, abs=2)


def test_at_first_the_text_is_fitted_and_its_margins_may_be_out_of_sight(show: Show) -> None:
    lines = "\n".join(["a" * 34] * 20)  # 408 of 595 points
    view = show(pdf(lines, lines), 500, 700)
    area = area_of(view)
    viewport = area.viewport().width()
    (rect,) = area.to_viewport(1, area.content.rects(1, 0, 34))  # type: ignore[union-attr]
    assert rect.left() > 10 and rect.right() < viewport - 10
    assert rect.left() == pytest.approx(viewport - rect.right(), abs=2)
    assert area.card(1).width() > viewport
    view.resize(900, 700)
    assert area.card(1).width() < area.viewport().width()
    view.fit_width()
    view.resize(500, 700)
    assert area.card(1).width() < area.viewport().width()
    view.fit_text()
    assert area.card(1).width() > area.viewport().width()


def test_a_page_wider_than_the_view_can_be_scrolled_across(show: Show) -> None:
    reading = pdf("a" * 40)
    view = show(reading, 400, 500)
    for _ in range(8):
        view.zoom_in()
    bar = area_of(view).horizontalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(0)
    view.set_marks([mark(reading, "r", "a" * 3)])
    bar.setValue(bar.maximum())
    view.set_current("r")
    assert middle(view, span(reading, "aaa")).x() > 0


def test_the_strip_shows_records_and_view_and_a_click_goes_there(show: Show) -> None:
    reading = pdf(*["words here"] * 40)
    view = show(reading)
    view.set_marks([mark(reading, "a", "words", page=1), mark(reading, "b", "words", page=20, family="activity")])
    strip = view.findChild(Strip)
    assert strip is not None
    first, second = strip.ticks()
    assert first.at < 0.02 and second.at == pytest.approx(19 / 40, abs=0.02) and second.family == "activity"
    assert strip.current() is None
    view.set_current("b")
    assert strip.current() == second
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(10, strip.height() * 3 // 4))
    assert view.page() == pytest.approx(30, abs=2)


# looks


def test_the_dark_theme_reaches_every_part(show: Show) -> None:
    view = show(plain("words"))
    view.set_theme(theme.dark())
    image = view.grab().toImage()
    dark = theme.dark()
    assert image.pixelColor(300, image.height() - 3).name() == dark.backdrop
    assert image.pixelColor(300, 300).name() == dark.page
    assert image.pixelColor(2, 2).name() == dark.panel
    view.set_report(None, None)
    assert view.grab().toImage().pixelColor(5, 300).name() == dark.backdrop


def test_pictures_stay_white_until_they_are_dimmed(qtbot: QtBot, show: Show, renderer: FakeRenderer) -> None:
    view = show(pdf("words"))
    area = area_of(view)
    qtbot.waitUntil(lambda: bool(renderer.asked))
    renderer.draw_all()
    at = area.card(1).center()

    def lightness() -> int:
        return QColor(area.viewport().grab().toImage().pixelColor(at)).lightness()

    qtbot.waitUntil(lambda: lightness() == 255)
    view.set_dimmed(True)
    dimmed = lightness()
    assert 150 < dimmed < 200
    view.set_dimmed(False)
    view.set_theme(theme.dark())
    assert 200 < lightness() < 255


def test_the_focus_shows(qtbot: QtBot, show: Show) -> None:
    view = show(plain("words"))
    area = area_of(view)
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(area.hasFocus)
    with_focus = area.grab().toImage().pixelColor(1, 1)
    area.clearFocus()
    assert with_focus.name() == theme.light().accent
    assert area.grab().toImage().pixelColor(1, 1).name() == theme.light().backdrop


def test_words_under_the_pointer_go_when_it_leaves(show: Show) -> None:
    reading = plain("about 15 officials")
    view = show(reading)
    view.set_filling(True)
    area = area_of(view)
    QTest.mouseMove(area.viewport(), middle(view, span(reading, "15")))
    assert area._pointer.hover is not None
    QApplication.sendEvent(area.viewport(), QEvent(QEvent.Type.Leave))
    assert area._pointer.hover is None


def test_a_reading_with_no_page_is_no_report(show: Show) -> None:
    view = show(Reading("f" * 64, "txt", "t", "1", ()))
    assert view.page() == 0 and "No report is open" in label_texts(view)


def test_a_pdf_without_its_file_is_shown_as_text(show: Show) -> None:
    view = show(None)
    reading = pdf("words of the page")
    view.set_report(reading, None)
    assert area_of(view).content is not None and not area_of(view).content.is_image  # type: ignore[union-attr]


def test_marks_on_pages_that_are_not_there_do_no_harm(show: Show) -> None:
    reading = plain("words")
    view = show(reading)
    wrong = replace(span(reading, "words"), page=99)
    view.set_marks(
        [replace(mark(reading, "r", "words"), evidence=(wrong,)), replace(mark(reading, "n", "words"), evidence=())]
    )
    view.set_current("r", (wrong,))
    view.set_current("n")
    view.grab()
    assert view.page() == 1


def test_one_long_page_of_text_opens_without_laying_it_all_out(show: Show) -> None:
    reading = Reading("f" * 64, "txt", "t", "1", (Page(1, "\n".join([TEXT] * 200)),))
    view = show(reading)
    content = area_of(view).content
    assert content is not None and len(content._laid) < 6  # type: ignore[attr-defined]
    view.set_marks([mark(reading, "r", "199 名夜航水手")])
    view.set_current("r")
    assert 0 < middle(view, span(reading, "199 名夜航水手")).y() < 800


def test_marks_come_block_by_block_for_what_shows(show: Show) -> None:
    reading = pdf(*["words here"] * 40)
    view = show(reading)
    asked: list[tuple[int, int]] = []
    view.marksWanted.connect(asked.extend)
    view.expect_marks()
    assert (1, 0) in asked and (30, 0) not in asked
    view.add_marks([(1, 0)], [mark(reading, "a", "words", page=1)])
    assert view.mark("a") is not None and view.mark("b") is None
    view.go_to_page(30)
    assert (30, 0) in asked and len(asked) == len(set(asked))


def test_a_change_of_marks_changes_one_tick_and_a_shorter_report_has_none_of_them(show: Show) -> None:
    reading = pdf(*["words here"] * 40)
    view = show(reading)
    marks = [mark(reading, f"r{n}", "words", page=n) for n in (1, 20, 40)]
    view.set_marks(marks)
    strip = view.findChild(Strip)
    assert strip is not None and len(strip.ticks()) == 3
    view.update_marks([mark(reading, "r20", "words", page=20, state="approved")])
    assert [tick.state for tick in strip.ticks()] == ["undecided", "approved", "undecided"]
    view.update_marks([], ["r1"])
    assert view.mark("r1") is None and len(strip.ticks()) == 2
    view.set_report(pdf("words here"), None)
    assert strip.ticks() == ()
