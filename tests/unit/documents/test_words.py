"""What a click means."""

from __future__ import annotations

from array import array

import pytest

from db.model.readings import Page
from desktop.documents.words import offset_at, word_at


@pytest.mark.parametrize(
    ("text", "clicked", "meant"),
    [
        ("约 1 100 名官员", " 1", "1 100"),
        ("约 1 100 名官员", "00", "1 100"),
        ("盈余/赤字  (1 655 607)\n", "655", "(1 655 607)"),
        ("Variance\t(34.6)", "34", "(34.6)"),
        ("（4 055.7）", "55", "（4 055.7）"),
        ("第 1540(2004)号决议", "2004", "2004"),
        ("resolution 1244 (1999),", "1999", "1999"),
        ("官员(376 名妇女)", "376", "376"),
        ("for US$ 1.2 million more", "1.2", "US$ 1.2 million"),
        ("for US$ 1.2 million more", "mill", "US$ 1.2 million"),
        ("$43,684,700 gross", "684", "$43,684,700"),
        ("挪威 91 126 美元、斐济", "126", "91 126 美元"),
        ("1.5 亿美元", "5", "1.5 亿美元"),
        ("36 万人", "36", "36 万"),
        ("of 8.6 per cent, or", "8", "8.6 per cent"),
        ("占 35%。", "35", "35%"),
        ("12 345  67 890", "345", "12 345"),
        ("12 345  67 890", "67", "67 890"),
        ("10-20 people", "20", "20"),
        ("fell to -5.0 again", "5", "-5.0"),
        ("A/CONF.192/BMS/2014/1,", "192", "A/CONF.192/BMS/2014/1"),
        ("in 2024/25", "25", "2024/25"),
        ("COVID-19 大流行", "19", "COVID-19"),
        ("三百五十名代表", "五", "三百五十"),
        ("多哥、玻利维亚多民族国、斐济", "维", "玻利维亚多民族国"),
        ("Peru’s capital", "ru", "Peru’s"),
        ("１ １００人", "０", "１ １００"),
        ("５０％的人", "５", "５０％"),
    ],
)
def test_word_at(text: str, clicked: str, meant: str) -> None:
    start, end = word_at(text, text.index(clicked) + len(clicked) - 1)
    assert text[start:end] == meant


def test_long_runs_of_ideographs_are_cut() -> None:
    text = "渔民合作社去年为沿岸岛屿的引水员和灯塔看守人安排了无线电课程以及其他练习"
    for at in range(len(text)):
        start, end = word_at(text, at)
        assert start <= at < end
        assert end - start <= 12


def test_white_space_and_the_outside_mean_nothing() -> None:
    assert word_at("a b", 1) == (1, 1)
    assert word_at("", 0) == (0, 0)
    assert word_at("abc", 3) == (3, 3)
    assert word_at("a, b", 1) == (1, 2)


def _page(text: str, boxes: list[tuple[float, float, float, float]]) -> Page:
    return Page(1, text, 100.0, 200.0, array("f", [v for box in boxes for v in box]).tobytes())


def test_offset_at_finds_the_character_or_the_nearest_on_its_line() -> None:
    nan = float("nan")
    page = _page(
        "ab\nc",
        [(0.1, 0.1, 0.2, 0.15), (0.2, 0.1, 0.3, 0.15), (nan, nan, nan, nan), (0.1, 0.2, 0.2, 0.25)],
    )
    assert offset_at(page, 0.15, 0.12) == 0
    assert offset_at(page, 0.25, 0.12) == 1
    assert offset_at(page, 0.35, 0.12) == 1
    assert offset_at(page, 0.15, 0.22) == 3
    assert offset_at(page, 0.9, 0.9) is None
    assert offset_at(Page(1, "text"), 0.5, 0.5) is None
