"""Lines of text: code points against UTF-16 units, rectangles, table rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication

from desktop.ui.source.paragraphs import (
    LONGEST_PARAGRAPH,
    Paragraph,
    Units,
    blank_height,
    estimated_height,
    pieces,
    serif,
)

ASTRAL = "甲\U00020000乙\U0001f600丙 1 100 丁"
pytestmark = pytest.mark.usefixtures("qapp")


@given(st.text(alphabet=st.sampled_from("a中\U00020000\U0001f600 ")))
def test_units_agree_with_utf_16(text: str) -> None:
    units = Units(text)
    for offset in range(len(text) + 1):
        unit = len(text[:offset].encode("utf-16-le")) // 2
        assert units.to_units(offset) == unit
        assert units.to_points(unit) == offset


def test_the_middle_of_a_pair_is_before_it() -> None:
    assert Units("a\U00020000b").to_points(2) == 1


@given(st.text(alphabet=st.sampled_from("ab \n中。"), max_size=200))
def test_pieces_put_together_are_the_text(text: str) -> None:
    assert "\n".join(piece for _, piece in pieces(text)) == text
    assert all(text[start : start + len(piece)] == piece for start, piece in pieces(text))


def test_a_paragraph_too_long_for_one_layout_is_cut_without_loss() -> None:
    text = ("字" * 999 + "。") * 12
    found = pieces(text)
    assert "".join(piece for _, piece in found) == text
    assert all(len(piece) <= LONGEST_PARAGRAPH for _, piece in found)
    assert all(piece.endswith("。") for _, piece in found)


def test_every_letter_is_found_again_at_its_own_rectangle(qapp: QGuiApplication) -> None:
    text = ASTRAL * 12
    paragraph = Paragraph(text, 1000, serif(), 300.0)
    for offset in range(1000, 1000 + len(text)):
        (rect,) = paragraph.rects(offset, offset + 1) or (None,)
        if rect is not None and rect.width() > 1:
            assert paragraph.offset_at(rect.center().x(), rect.center().y(), between=False) == offset


def test_a_run_has_a_rectangle_for_each_line() -> None:
    text = "中" * 60
    paragraph = Paragraph(text, 0, serif(), 260.0)
    rects = paragraph.rects(5, 55)
    assert len(rects) == 3
    assert rects[0].top() < rects[1].top() < rects[2].top()
    assert rects[1].left() == 0 and rects[1].width() == pytest.approx(260, abs=1)


def test_places_between_letters_are_rounded_to_the_nearer_side() -> None:
    paragraph = Paragraph("中文字", 7, serif(), 300.0)
    (rect,) = paragraph.rects(8, 9)
    assert paragraph.offset_at(rect.left() + 2, 5, between=True) == 8
    assert paragraph.offset_at(rect.right() - 2, 5, between=True) == 9
    assert paragraph.offset_at(500, 5, between=True) == 10
    assert paragraph.offset_at(500, 5, between=False) is None


def test_the_figures_of_a_table_end_at_the_same_place_and_the_gap_is_no_part_of_them() -> None:
    rows = ["灯油\t31 204", "修理和油漆\t1 870 455", "剩下的\t(2 906 118)"]
    ends = []
    for row in rows:
        rects = Paragraph(row, 0, serif(), 480.0).rects(0, len(row))
        assert len(rects) == 2
        assert rects[1].left() - rects[0].right() > 100
        ends.append(rects[1].right())
    assert max(ends) - min(ends) < 1.5


def test_the_line_around_an_offset_is_the_one_that_is_seen() -> None:
    text = "\U00020000" * 60
    paragraph = Paragraph(text, 10, serif(), 260.0)
    first, second = paragraph.line_at(10), paragraph.line_at(10 + 25)
    assert first[0] == 10 and second[0] == first[1] and len(paragraph.rects(*second)) == 1


def test_blank_lines_are_low_and_lower_where_every_other_line_is_blank() -> None:
    font = serif()
    assert Paragraph("", 0, font, 300.0).height < Paragraph("x", 0, font, 300.0).height / 2
    assert blank_height("a\n\nb\n\n" * 10) < blank_height("a\nb\nc\n\n" * 10)


def test_an_estimate_is_near_the_truth_for_chinese_and_english() -> None:
    for text in (
        "灯塔去年在雾里亮了六十个夜晚，渔船都平安回港。" * 12,
        "The lighthouse shone through every foggy night. " * 20,
    ):
        true = Paragraph(text, 0, serif(), 480.0).height
        assert 0.7 * true < estimated_height(text, 480.0) < 1.5 * true
