"""Finding quotes again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from db.model.readings import Page, Reading
from desktop.documents.anchors import _distances, find, find_parts


def _reading(*texts: str) -> Reading:
    return Reading("0" * 64, "txt", "text", "1", tuple(Page(n, text) for n, text in enumerate(texts, start=1)))


def test_ignores_white_space_and_variants() -> None:
    anchor = find(_reading("前言", "共有 1 100 名\n⼈员参加"), "1100名人员")
    assert anchor is not None
    assert anchor.exact
    assert (anchor.span.page, anchor.span.quote) == (2, "1 100 名\n⼈员")
    assert anchor.score == 1.0


def test_context_chooses_among_several() -> None:
    reading = _reading("In Peru 20 officials took part.", "In Chile 20 officials took part. In Cuba 20 officials left.")
    chosen = find(reading, "20 officials", prefix="In Cuba ", suffix=" left.")
    assert chosen is not None
    assert (chosen.span.page, chosen.span.start) == (2, 41)
    chosen = find(reading, "20 officials", prefix="Chile ")
    assert chosen is not None
    assert (chosen.span.page, chosen.span.start) == (2, 9)


def test_the_place_is_only_a_hint() -> None:
    reading = _reading("20 men", "20 men", "20 men")
    near = find(reading, "20 men", page=2, start=0)
    assert near is not None
    assert near.span.page == 2
    away = find(reading, "20 men", page=99, start=5)
    assert away is not None
    assert away.span.page == 1


def test_a_changed_wording_is_found_approximately() -> None:
    reading = _reading(
        "x " * 300 + "The Centre trained more than 60 national officials of the region in Lima." + " y" * 300
    )
    anchor = find(reading, "the Center had trained more than 60 national officials of this region in Lima")
    assert anchor is not None
    assert not anchor.exact
    assert "trained more than 60 national officials" in anchor.span.quote
    assert anchor.span.quote.startswith(("The", "the"))
    assert 0.6 <= anchor.score < 1


def test_another_figure_is_no_place() -> None:
    reading = _reading("The Centre trained more than 80 national officials of the region in Lima.")
    assert find(reading, "The Centre trained more than 60 national officials of the region in Lima.") is None


def test_a_number_is_not_found_inside_another() -> None:
    reading = _reading("a total of 2100 and 1,100.5 and 100 more")
    anchor = find(reading, "100")
    assert anchor is not None
    assert anchor.span.start == 32
    for text in ("2100", "1 100 men", "100 200"):
        assert find(_reading(text), "100") is None
    for text in ("9. 100 States", "in 2019 100 men", "100, 200", "(100)", "100 22"):
        assert find(_reading(text), "100") is not None, text
    assert find(_reading("9 68 States"), "68 States") is not None


def test_nothing_is_found_where_nothing_is() -> None:
    assert find(_reading("some text"), "") is None
    assert find(_reading("some text"), "   ") is None
    assert find(_reading("some text"), "entirely different words") is None
    assert find(_reading(), "x") is None


def test_long_quotes_in_long_readings_take_no_time() -> None:
    filler = "港口管理局与渔民合作社商定逐年改进灯塔浮标和码头的养护以减少冬季事故" * 60
    quote = "基金会去年秋天为沿岸十二个岛屿的灯塔看守人引水员和渔民举办了两次讲习班"
    reading = _reading(*[filler] * 20, filler + quote.replace("两次", "二次") + filler)
    anchor = find(reading, quote)
    assert anchor is not None
    assert anchor.span.page == 21


WORDS = st.text("ab中", min_size=1, max_size=12)


def _edits(one: str, other: str) -> int:
    """Edit distance by the textbook."""
    row = list(range(len(other) + 1))
    for n, a in enumerate(one, start=1):
        last, row = row, [n]
        for m, b in enumerate(other, start=1):
            row.append(min(last[m] + 1, row[m - 1] + 1, last[m - 1] + (a != b)))
    return row[-1]


@given(WORDS, WORDS)
def test_distances_are_those_of_the_textbook(text: str, pattern: str) -> None:
    free, held = list(_distances(text, pattern)), list(_distances(text, pattern, held=True))
    for end in range(1, len(text) + 1):
        assert held[end - 1] == _edits(text[:end], pattern)
        assert free[end - 1] == min(_edits(text[start:end], pattern) for start in range(end + 1))


@given(st.integers(0, 40), st.sampled_from(["", "X", "XY"]))
def test_a_quote_with_a_slip_is_found_whole(at: int, slip: str) -> None:
    quote = "基金会去年秋天为沿岸岛屿的灯塔看守人引水员和渔民举办了讲习班和网络研讨会"
    at = min(at, len(quote) - 2)
    changed = quote[:at] + slip + quote[at + 1 :]
    anchor = find(_reading("前言。" + quote + "。后记"), changed)
    assert anchor is not None
    assert abs(anchor.span.start - 3) <= 1
    assert abs(anchor.span.end - 3 - len(quote)) <= 1


def test_a_quote_over_the_end_of_a_page_is_found_in_two_parts() -> None:
    reading = _reading("one", "沿岸各港共换下 8 000 多只破损、褪色\n\n10/12", "A/69/000\n\n或漏水的浮标。此外", "last")
    parts = find_parts(reading, "8 000 多只破损、褪色或漏水的浮标")
    assert [(part.span.page, part.span.quote) for part in parts] == [(2, "8 000 多只破损、褪色"), (3, "或漏水的浮标")]
    (only,) = find_parts(reading, "漏水的浮标")
    assert only.span.page == 3
    assert find_parts(reading, "9 000 多只崭新、结实的救生圈和缆绳") == ()
    assert find_parts(reading, "last") != ()
