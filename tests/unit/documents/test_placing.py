"""Placing: evidence found again in another reading, and orphans where it is gone."""

from __future__ import annotations

from db.model.evidence import Span
from db.model.readings import Page, Reading
from desktop.documents.placing import place
from desktop.documents.spans import make_span

TEXT = "1. The Fund trained 64 inspectors (22 women) in Tema.\n2. It gave 64 lamps to 9 villages in 2024."


def _reading(*pages: str) -> Reading:
    return Reading("ab" * 32, "txt", "text", "1", tuple(Page(n, text) for n, text in enumerate(pages, 1)))


def _span(text: str, quote: str, after: str = "") -> Span:
    start = text.index(quote, text.index(after) if after else 0)
    return make_span(Page(1, text), start, start + len(quote))


def test_what_stands_where_it_stood_is_there() -> None:
    span, value = _span(TEXT, "64 lamps"), _span(TEXT, "64", "gave")
    placed = place((span,), {"value": (value,)}, _reading(TEXT, "more"))
    assert placed.evidence == (span,) and placed.fields == {"value": (value,)}
    assert placed.score == 1.0 and placed.orphans == ()


def test_other_line_ends_pages_and_characters_do_not_matter() -> None:
    moved = TEXT.replace(" ", "\n").replace("inspectors", "ｉｎｓｐｅｃｔｏｒｓ")
    span, women = _span(TEXT, "64 inspectors (22 women)"), _span(TEXT, "22")
    placed = place((span,), {"women": (women,)}, _reading("A cover.", moved))
    assert [(item.page, item.quote) for item in placed.evidence] == [(2, "64\nｉｎｓｐｅｃｔｏｒｓ\n(22\nwomen)")]
    assert [item.quote for item in placed.fields["women"]] == ["22"] and placed.orphans == ()


def test_a_field_is_found_in_its_own_passage() -> None:
    turned = "2. It gave 64 lamps to 9 villages in 2024.\n1. The Fund trained 64 inspectors (22 women) in Tema."
    inspectors, value = _span(TEXT, "64 inspectors (22 women)"), _span(TEXT, "64")
    placed = place((inspectors,), {"value": (value,)}, _reading(turned))
    (found,) = placed.fields["value"]
    assert found.start == turned.index("64 inspectors")


def test_a_passage_over_the_end_of_a_page_has_two_places() -> None:
    span = _span(TEXT, "64 inspectors (22 women) in Tema")
    cut = TEXT.index("women")
    placed = place((span,), {}, _reading(TEXT[:cut], TEXT[cut:]))
    assert [(item.page, item.quote.strip()) for item in placed.evidence] == [
        (1, "64 inspectors (22"),
        (2, "women) in Tema"),
    ]


def test_a_changed_passage_scores_less() -> None:
    changed = TEXT.replace("inspectors", "inspectres")
    placed = place((_span(TEXT, "trained 64 inspectors (22 women) in Tema"),), {}, _reading(changed))
    assert placed.orphans == () and 0.6 <= placed.score < 1
    assert "inspectres" in placed.evidence[0].quote


def test_a_figure_is_never_proved_by_another_one() -> None:
    span = _span(TEXT, "64 inspectors (22 women)")
    placed = place((span,), {}, _reading(TEXT.replace("64", "65")))
    (orphan,) = placed.orphans
    assert orphan.span == span and placed.evidence == () and placed.score == 0.0


def test_what_is_gone_is_an_orphan_with_its_closest_place() -> None:
    text = "The harbour master of Tema opened the northern quay with great ceremony."
    span = make_span(Page(1, text), 0, len(text) - 1)
    other = "At noon the harbour board of Tema closed a northern quay without any ceremony, said the master."
    placed = place((span,), {"title": (span,)}, _reading(other))
    assert len(placed.orphans) == 2 and placed.fields == {} and placed.score == 0.0
    assert place((span,), {}, _reading("")).orphans[0].candidate is None


def test_the_closest_place_cuts_no_word_and_holds_the_number_that_stands_there() -> None:
    changed = TEXT.replace("trained 64 inspectors (22 women)", "gave lessons to 65 harbour inspectors (23 women)")
    (orphan,) = place((_span(TEXT, "64 inspectors (22 women)"),), {}, _reading(changed)).orphans
    assert orphan.candidate is not None and orphan.candidate.quote == "65 harbour inspectors (23 women)"
    assert 0 < orphan.score <= 0.6


def test_a_short_quote_among_other_words_is_no_place() -> None:
    """Its digits stand there, but nothing around them is as it was: only a long figure that stands once tells."""
    other = _reading("Nobody came. Room 64 was closed, and the fee was 12 500 crowns.")
    short = place((_span(TEXT, "64", "gave"),), {}, other)
    assert short.evidence == () and short.orphans[0].candidate is not None
    told = "The fee of 12 500 was paid in Tema."
    assert [span.quote for span in place((_span(told, "12 500"),), {}, other).evidence] == ["12 500"]
