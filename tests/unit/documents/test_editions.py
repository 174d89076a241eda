"""The same report in another language: passages are found by paragraph number and figures, or told to be uncertain."""

from __future__ import annotations

from decimal import Decimal

import pytest

from db.model.evidence import Span
from db.model.readings import Page, Reading
from desktop.documents.editions import Edition, figures
from desktop.documents.placing import place
from desktop.documents.spans import make_span
from tests.helpers.two_languages import CHINESE, ENGLISH


def _reading(text: str, name: str) -> Reading:
    pages = tuple(Page(number, part) for number, part in enumerate(text.split("\f"), 1))
    return Reading(name * 64, "txt", "text", "1", pages)


EN, ZH = _reading(ENGLISH, "a"), _reading(CHINESE, "b")


def _span(reading: Reading, quote: str, role: str = "value") -> Span:
    for page in reading.pages:
        at = page.text.find(quote)
        if at >= 0:
            return make_span(page, at, at + len(quote), role)  # type: ignore[arg-type]
    raise AssertionError(quote)


@pytest.mark.parametrize(
    ("quote", "there"),
    [
        ("trained 48 keepers (19 women)", "理事会在瓦莱塔培训了 48 名看守人(19 名妇女)"),
        ("12 of them came from islands", "其中 12 人来自各岛。"),
        ("attended by 1,350 pilots", "2030 年 10 月的第二期\n课程有 1 350 名引航员参加"),
        ("cost $2.4 million", "费用为 240 万美元。"),
        ("heard at 36 harbours", "36 个港口能听到雾号"),
        ("It repaired 75 bells, of which 30 hang in schools", "工场还修好了 75 口钟，其中 30 口挂在学校里。"),
    ],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_passages_with_figures_are_found_both_ways(quote: str, there: str, swapped: bool) -> None:
    mine, theirs = (ZH, EN) if swapped else (EN, ZH)
    said, wanted = (there.rstrip("，。"), quote) if swapped else (quote, there)
    found = Edition(mine, theirs).find(_span(mine, said))
    assert found is not None and found.proved and 0.7 <= found.score <= 0.9, "found, but never certain"
    page = theirs.pages[found.span.page - 1]
    assert page.text[found.span.start : found.span.end] == found.span.quote
    assert wanted in found.span.quote or found.span.quote in wanted
    assert len(found.span.quote) <= len(wanted) + 66, "a sentence at most"


@pytest.mark.parametrize(
    "quote", ["old lamps were given away", "The archive holds 88 maps", "The library holds 88 volumes"]
)
def test_what_no_figure_or_more_than_one_place_tells_is_no_proof(quote: str) -> None:
    found = Edition(EN, ZH).find(_span(EN, quote))
    assert found is not None and not found.proved
    there = place((_span(EN, quote),), {}, ZH, Edition(EN, ZH))
    (orphan,) = there.orphans
    assert there.evidence == () and orphan.candidate is not None and 0 < orphan.score <= 0.6
    number = "3" if "lamps" in quote else "6"
    assert CHINESE.index(f"\n{number}. ") < orphan.candidate.start < len(CHINESE)


def test_another_figure_proves_nothing() -> None:
    changed = _reading(CHINESE.replace("48 名看守人", "49 名看守人"), "c")
    there = place((_span(EN, "trained 48 keepers (19 women)"),), {}, changed, Edition(EN, changed))
    (orphan,) = there.orphans
    assert there.evidence == () and orphan.candidate is not None and "19 名" in orphan.candidate.quote


def test_a_records_fields_are_found_inside_its_passage() -> None:
    evidence = (_span(EN, "trained 48 keepers (19 women) in Valletta"),)
    fields = {
        "value": (_span(EN, "48"),),
        "women": (_span(EN, "19 women"),),
        "place": (_span(EN, "Valletta", "context"),),
    }
    there = place(evidence, fields, ZH, Edition(EN, ZH))
    assert there.orphans == () and there.score < 1
    assert there.fields["value"][0].quote == "48" and there.fields["women"][0].quote == "19"
    assert there.fields["place"][0].quote == there.evidence[0].quote and there.fields["place"][0].role == "context"


def test_a_small_number_is_not_found_just_anywhere() -> None:
    """Without its passage, "9" stands in many places of another language."""
    span = _span(EN, "9 were refused")
    alone = make_span(EN.pages[0], span.start, span.start + 1)
    there = place((_span(EN, "Nine boats came twice"),), {"value": (alone,)}, ZH)
    assert "value" not in there.fields and {orphan.span for orphan in there.orphans} >= {alone}


def test_above_the_first_paragraph_and_without_numbers_nothing_is_said() -> None:
    assert Edition(EN, ZH).find(_span(EN, "Lighthouse Council")) is None
    bare = _reading("Nothing is numbered here, though 48 keepers (19 women) came.", "d")
    assert Edition(EN, bare).find(_span(EN, "trained 48 keepers (19 women)")) is None


def test_paragraphs_may_go_on_over_a_page() -> None:
    cut = _reading(CHINESE.replace("2030 年 10 月的", "\f2030 年 10 月的"), "e")
    found = Edition(EN, cut).find(_span(EN, "attended by 1,350 pilots"))
    assert found is not None and found.proved and found.span.page == 2 and "1 350" in found.span.quote


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("12 of 1,250 and 1 250 000", [12, 1250, 1250000]),
        ("US$ 1.2 million, 240 000 美元, 2.5万人, 1.25 亿", [1200000, 240000, 25000, 125000000]),
        ("3,5 млн руб. et 2 milliards", [3500000, 2000000000]),
        ("2030 年 4 月 6 日", [2030, 6]),
        ("１２０ 人", [120]),
        ("nothing", []),
    ],
)
def test_figures_have_one_value_however_written(text: str, values: list[int]) -> None:
    assert [figure.value for figure in figures(text, 0, len(text))] == [Decimal(value) for value in values]
