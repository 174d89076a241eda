"""The finder of omissions against texts whose facts are marked by hand: none is missed, in no layout."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from db.model.readings import Cell, Page, Reading
from desktop.review import omissions
from desktop.review.omissions import Cancelled, Fact, Omission, find
from tests.unit.extraction.layouts import LAYOUTS

TEXTS = Path(__file__).with_name("omissions")
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
# Marked before the finder had seen them: minutes, statements, lists, tables.
BLIND = sorted(path.stem for path in (TEXTS / "blind").glob("*.txt"))
WORDS = ("old", "new", "red", "blue", "long", "short", "far", "near", "high", "low")
LABELLED = sorted((TEXTS.parents[1] / "extraction" / "reports").glob("*.toml"))
_MARK = re.compile(r"\{([^{}]*)\}|⟦([^⟦⟧]*)⟧")


def marked(language: str) -> tuple[str, list[str], list[str]]:
    """The text without marks; its facts {so}; what certainly is none ⟦so⟧."""
    folder = TEXTS if language in LANGUAGES else TEXTS / "blind"
    raw = (folder / f"{language}.txt").read_text("utf-8")
    found = [(match[1], match[2]) for match in _MARK.finditer(raw)]
    return (
        _MARK.sub(lambda match: match[1] or match[2], raw),
        [fact for fact, _ in found if fact],
        [no for _, no in found if no],
    )


def places(reading: Reading, wanted: str) -> Iterator[tuple[int, int, int]]:
    """Where a quote stands, white space left out of account, and not inside a longer number."""
    letters = r"\s*".join(re.escape(char) for char in wanted if not char.isspace())
    whole = re.compile(rf"(?<!\d)(?<!\d[.,]){letters}(?!\d|[.,]\d)" if wanted[-1].isdigit() else letters)
    for page in reading.pages:
        for match in whole.finditer(page.text):
            yield page.number, match.start(), match.end()


def everything(found: tuple[Omission, ...]) -> list[Fact]:
    return [fact for item in found for fact in item.facts]


def touches(fact: Fact, place: tuple[int, int, int]) -> bool:
    page, start, end = place
    return fact.page == page and fact.start < end and fact.end > start


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_fact_is_missed(language: str, layout: str) -> None:
    text, facts, _ = marked(language)
    assert len(facts) >= 25
    reading = LAYOUTS[layout](text)
    found = everything(find(reading, language))
    missed = []
    for wanted in facts:
        at = list(places(reading, wanted))
        assert at, f"{wanted} is not in the text"
        if not any(touches(fact, place) for fact in found for place in at):
            missed.append(wanted)
    assert not missed


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", BLIND)
def test_no_fact_of_a_new_text_is_missed(name: str, layout: str) -> None:
    text, facts, _ = marked(name)
    assert len(facts) >= 12
    reading = LAYOUTS[layout](text)
    found = everything(find(reading, name[:2]))
    missed = [
        wanted for wanted in facts if not any(touches(fact, at) for fact in found for at in places(reading, wanted))
    ]
    assert not missed


@pytest.mark.parametrize("path", LABELLED, ids=lambda path: path.stem)
def test_every_labelled_figure_is_found(path: Path) -> None:
    """What a careful clerk reads out of whole reports, whatever extraction makes of it."""
    given = tomllib.loads(path.read_text("utf-8"))
    reading = LAYOUTS["lines"](path.with_suffix(".txt").read_text("utf-8"))
    found = [fact for fact in everything(find(reading, given["language"])) if fact.kind in ("number", "amount")]
    missed = []
    for label in given.get("labels", {}).get("counts", ()):
        at = [] if "optional" in label else list(places(reading, label[0]))
        if at and not any(touches(fact, place) for fact in found for place in at):
            missed.append(label[0])
    digits = {fact.digits for fact in found}
    for label in given.get("labels", {}).get("figures", ()):
        amount = f"{abs(Decimal(str(label[1]))):f}".replace(".", "").strip("0")
        if "optional" not in label and amount and amount not in digits:
            missed.append(f"{label[0]} {label[1]}")
    assert not missed


def test_little_is_listed_that_is_no_fact() -> None:
    """Of new texts, laid out as they are written; deeds are told besides, where no fact is near."""
    listed, noise = 0, []
    for name in BLIND:
        text, facts, _ = marked(name)
        reading = LAYOUTS["lines"](text)
        at = [place for fact in facts for place in places(reading, fact)]
        for fact in everything(find(reading, name[:2])):
            listed += 1
            if fact.kind != "doing" and not any(touches(fact, place) for place in at):
                noise.append((name, fact.quote))
    assert len(BLIND) >= 12
    assert len(noise) <= listed // 20, noise


@pytest.mark.parametrize("layout", ["lines", "wrapped", "dense", "paged", "boxed"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_certainly_is_none_is_left_out(language: str, layout: str) -> None:
    text, _facts, nothing = marked(language)
    reading = LAYOUTS[layout](text)
    # By where they stand: what is marked occurs as a fact, too, here and there.
    plain = _MARK.sub(
        lambda match: match[1] if match[1] else "\x00" * len(match[2]), (TEXTS / f"{language}.txt").read_text("utf-8")
    )
    order = [m.start() for m in re.finditer("\x00+", plain)]
    assert len(order) == len(nothing)
    if layout != "lines":
        nothing = [item for item in nothing if len(list(places(reading, item))) == 1]
        spots = [next(places(reading, item)) for item in nothing]
    else:
        spots = [(1, at, at + len(item)) for at, item in zip(order, nothing, strict=True)]
    assert len(spots) > 4
    found = [fact for fact in everything(find(reading, language)) if fact.kind in ("number", "amount")]
    wrong = [fact.quote for fact in found if any(touches(fact, spot) for spot in spots)]
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_of_a_row_and_of_a_sentence_come_together(language: str) -> None:
    text, _, _ = marked(language)
    found = find(LAYOUTS["boxed"](text), language)
    rows = [item for item in found if item.kind == "row"]
    assert [len(item.facts) for item in rows] == [2, 2, 2, 2]
    course = next(item for item in found if len(item.facts) >= 6)
    assert {"number", "date", "country"} <= {fact.kind for fact in course.facts}


def test_the_same_at_every_run_and_the_language_may_be_found_out() -> None:
    text, _, _ = marked("ru")
    reading = LAYOUTS["paged"](text)
    assert find(reading) == find(reading, "ru")
    ids = [item.id for item in find(reading)]
    assert len(ids) == len(set(ids))


def test_headers_footers_and_page_numbers_are_none() -> None:
    pages = []
    for n in range(1, 6):
        body = "\n".join(
            f"The {word} league moved {10 * n + at} boats." for at, word in enumerate(WORDS[n - 1 : n + 4])
        )
        pages.append(Page(n, f"Ferries 52\nNF/12/7\n{body}\n{n + 4}\n"))
    found = everything(find(Reading("0", "txt", "t", "1", tuple(pages)), "en"))
    wanted = [str(10 * n + at) for n in range(1, 6) for at in range(5)]
    assert [fact.quote for fact in found if fact.kind == "number"] == wanted


def test_a_lone_figure_at_the_edge_of_a_page_is_kept() -> None:
    page = Page(1, "Boats moved in the year\n88\n")
    assert "88" in [fact.quote for fact in everything(find(Reading("0", "txt", "t", "1", (page,)), "en"))]


def test_cells_of_the_format_make_rows() -> None:
    text = "Pier\nBoats\nCrews\nEast\n14\n27\nWest\n9\n31\n"
    cells = []
    at = 0
    for number, part in enumerate(text.split("\n")[:-1]):
        cells.append(Cell(0, number // 3, number % 3, at, at + len(part)))
        at += len(part) + 1
    found = find(Reading("0", "docx", "t", "1", (Page(1, text, cells=tuple(cells)),)), "en")
    assert [[fact.quote for fact in item.facts] for item in found] == [["14", "27"], ["9", "31"]]
    assert {item.kind for item in found} == {"row"}


def test_small_marks_of_footnotes_are_none() -> None:
    import array

    text = "It moved 52 boats.3"
    boxes = array.array("f")
    for at, _ in enumerate(text):
        small = at == len(text) - 1
        boxes.extend((0.1 + at / 100, 0.1, 0.11 + at / 100, 0.105 if small else 0.112))
    page = Page(1, text, 595, 842, boxes.tobytes())
    found = everything(find(Reading("0", "pdf", "t", "1", (page,)), "en"))
    assert [fact.quote for fact in found if fact.kind == "number"] == ["52"]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The repairs took $820,000.2 The rest was kept.", "820,000"),
        ("The repairs took $820,000.2\nThe rest was kept for roofs.", "820,000"),
        ("The repairs took $820,000.12 “Later sums are estimates.", "820,000"),
        ("The repairs took $820,000,2 of which half went into roofs.", "820,000"),
        ("Les réparations ont pris 820.000.2 La suite viendra.", "820.000"),
        ("The repairs took $820,000.2 and a little more.", "820,000.2"),
        ("The repairs took $820,000.12 million in all.", "820,000.12"),
        ("The repairs took $820,000.50 and the rest was kept.", "820,000.50"),
        ("The repairs took $820,000.50", "820,000.50"),
        ("Las obras costaron 820.000,5 y el resto se guardó.", "820.000,5"),
        ("Repairs took 820,000.5 United States dollars.", "820,000.5"),
    ],
)
def test_the_mark_of_a_note_is_no_part_of_a_figure(text: str, figure: str) -> None:
    found = [fact for fact in everything(find(Reading("0", "txt", "t", "1", (Page(1, text),)))) if "820" in fact.quote]
    assert [fact.quote for fact in found] == [figure]
    assert found[0].digits == re.sub(r"\D", "", figure).strip("0")


def test_an_empty_reading_holds_nothing() -> None:
    assert find(Reading("0", "txt", "t", "1", ())) == ()
    assert find(Reading("0", "txt", "t", "1", (Page(1, ""), Page(2, " \n\n"))), "zh") == ()


def test_it_can_be_cancelled_and_tells_how_far_it_is() -> None:
    text, _, _ = marked("en")
    reading = LAYOUTS["paged"](text)
    told: list[tuple[int, int]] = []
    find(reading, "en", progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (len(reading.pages), len(reading.pages))
    with pytest.raises(Cancelled):
        find(reading, "en", cancelled=lambda: True)


def test_it_shares_no_code_with_extraction() -> None:
    folder = Path(omissions.__file__).parent
    sources = [*folder.glob("omission*.py")]
    assert len(sources) > 3
    assert not [
        path.name for path in sources if "extraction" in re.sub(r'""".*?"""', "", path.read_text("utf-8"), flags=re.S)
    ]


HOSTILE = (
    "7", "7 ", "7\t", "7  ", "7\n", "12,", "123 ", "2020 ", "$7", "一二三", "万", "5 万", "A/", "12/", "http://", "a@",
    "a", "one ", "million ", "(", "((7", ".,", "+7", "-7 ", "May ", "1 and 2 and ", "No. 7, ", "7) ", "Ghana ", "组织 ",
    "تين ",
)  # fmt: skip


def work(text: str, language: str) -> int:
    """How many functions, of Python and of C, are called to read a page of this text."""
    calls = 0

    def count(frame: object, event: str, arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    reading = Reading("0", "txt", "t", "1", (Page(1, text),))
    sys.setprofile(count)
    try:
        find(reading, language)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("language", ["en", "zh", "ar"])
def test_a_text_of_any_kind_four_times_as_long_takes_four_times_the_work(language: str) -> None:
    work("warm up", language)
    for unit in HOSTILE:
        short, long = (work(unit * (size // len(unit)), language) for size in (1_000, 4_000))
        assert long <= 5 * max(short, 500), (unit, short, long)


def test_a_line_of_a_million_digits_ends() -> None:
    """And is not taken apart more often than it is long."""
    assert work("7" * 1_000_000, "en") < 1_000_000
    (found,) = find(Reading("0", "txt", "t", "1", (Page(1, "7" * 2_000),)), "en")
    assert [fact.kind for fact in found.facts] == ["number"]


@pytest.mark.parametrize(
    "make",
    [
        lambda: "1 " * 40_000,
        lambda: "12.5, " * 20_000 + "x",
        lambda: "............ " * 9_000,
        lambda: "一二三" * 30_000,
        lambda: "A/" * 40_000,
        lambda: "one two three " * 9_000,
        lambda: "((((" * 20_000,
    ],
)
def test_hostile_texts_end(make: Callable[[], str]) -> None:
    """A text that would make a careless pattern try for ever comes back at all; the suite's time limit is the test."""
    text = make()
    for language in ("en", "zh", "ar"):
        find(Reading("0", "txt", "t", "1", (Page(1, text),)), language)
