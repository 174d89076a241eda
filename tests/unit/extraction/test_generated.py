"""Whole sentences made at random in six languages, laid out in several ways, and read back exactly."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from db.model.dates import PartialDate
from db.model.readings import Page, Reading
from db.model.suggestions import Suggestion
from desktop.extraction import suggest
from tests.unit.extraction.layouts import wrap

NBSP, NARROW, THIN = "\u00a0", "\u202f", "\u2009"


@dataclass(frozen=True)
class Tongue:
    """How one language writes what the tests make.

    Attributes:
        people: {n} of them, with {q} before; women: {n} of these; paid: {n} dollars; met: a meeting on {day}.
        qualifiers: words to put before a number, by what they mean; marks: what may group digits.
    """

    code: str
    people: str
    women: tuple[str, ...]
    paid: str
    met: str
    qualifiers: dict[str, str]
    marks: tuple[str, ...]
    point: str
    filler: str
    months: tuple[str, ...]
    day: str
    kind: str = "meeting"


TONGUES = {
    tongue.code: tongue
    for tongue in (
        Tongue(
            "en",
            "The course was given to {q}{n} students{w}.",
            (", including {n} women", " ({n} women)", ", of whom {n} were women"),
            "The bridge cost {n} dollars.",
            "On {day}, the Office held a meeting in Nairobi.",
            {"exact": "", "about": "some ", "more_than": "more than ", "at_least": "at least ", "nearly": "nearly "},
            (",", " ", NBSP),
            ".",
            "The river rose in the north and the roads to the old harbour were closed for the night.",
            ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")
            + ("November", "December"),
            "{d} {m} {y}",
        ),
        Tongue(
            "fr",
            "Le cours a été donné à {q}{n} élèves{w}.",
            (", dont {n} femmes", " ({n} femmes)", ", parmi lesquels {n} femmes"),
            "Le pont a coûté {n} dollars.",
            "Le {day}, le Bureau a tenu une réunion à Dakar.",
            {"exact": "", "about": "environ ", "more_than": "plus de ", "at_least": "au moins ", "nearly": "près de "},
            (" ", NBSP, NARROW, THIN, "."),
            ",",
            "La rivière a débordé au nord et les routes du vieux port ont été fermées pour la nuit.",
            ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre")
            + ("novembre", "décembre"),
            "{d} {m} {y}",
        ),
        Tongue(
            "es",
            "El curso se impartió a {q}{n} alumnos{w}.",
            (", incluidas {n} mujeres", " ({n} mujeres)", ", de los cuales {n} eran mujeres"),
            "El puente costó {n} dólares.",
            "El {day}, la Oficina celebró una reunión en Lima.",
            {"exact": "", "about": "unos ", "more_than": "más de ", "at_least": "al menos ", "nearly": "casi "},
            (".", " ", NBSP),
            ",",
            "El río creció en el norte y los caminos del viejo puerto quedaron cerrados durante la noche.",
            ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre")
            + ("noviembre", "diciembre"),
            "{d} de {m} de {y}",
        ),
        Tongue(
            "ru",
            "Курс прослушали {q}{n} студентов{w}.",
            (", в том числе {n} женщин", " (из них {n} женщин)", ", из которых {n} — женщины"),
            "Мост обошелся в {n} долларов США.",
            "{day} года Управление провело совещание в Бишкеке.",
            {"exact": "", "about": "около ", "more_than": "более ", "at_least": "не менее ", "nearly": "почти "},
            (" ", NBSP, NARROW),
            ",",
            "Река вышла из берегов на севере, и дороги к старому порту были закрыты на ночь.",
            ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября")
            + ("ноября", "декабря"),
            "{d} {m} {y}",
        ),
        Tongue(
            "ar",
            "حضر الدورة {q}{n} طالبا{w}.",
            ("، من بينهم {n} امرأة", " ({n} امرأة)"),
            "بلغت تكلفة الجسر {n} دولار.",
            "في {day}، عقد المكتب اجتماعا في بيروت.",
            {"exact": "", "about": "نحو ", "more_than": "أكثر من ", "at_least": "ما لا يقل عن "},
            (" ", ",", NBSP),
            ",",
            "ارتفع منسوب النهر في الشمال وأغلقت الطرق المؤدية إلى الميناء القديم طوال الليل.",
            ("كانون الثاني/يناير", "شباط/فبراير", "آذار/مارس", "نيسان/أبريل", "أيار/مايو", "حزيران/يونيه")
            + ("تموز/يوليه", "آب/أغسطس", "أيلول/سبتمبر", "تشرين الأول/أكتوبر", "تشرين الثاني/نوفمبر")
            + ("كانون الأول/ديسمبر",),
            "{d} {m} {y}",
        ),
        Tongue(
            "zh",
            "该课程的学员有{q}{n}名学生{w}。",
            ("（{n}名妇女）", "，其中包括{n}名妇女"),
            "该桥耗资{n}美元。",
            "{day}，办事处在内罗毕举行了一次会议。",
            {"exact": "", "about": "约", "more_than": "超过", "at_least": "至少", "nearly": "近"},
            (" ", ",", NBSP, ""),
            ".",
            "北部的河水上涨，通往旧港口的道路在夜间全部封闭，附近的居民只能绕行山路。",
            tuple(f"{n}月" for n in range(1, 13)),
            "{y}年{m}{d}日",
        ),
    )
}
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def grouped(value: int, mark: str) -> str:
    return f"{value:,}".replace(",", mark)


def laid_out(tongue: Tongue, sentence: str, width: int, how: str) -> Reading:
    """The sentence between others in a numbered paragraph: on one line, wrapped, or wrapped with blank lines."""
    gap = "" if tongue.code == "zh" else " "
    text = f"1. {gap.join([tongue.filler] * 4 + [sentence] + [tongue.filler] * 5)}"
    if how != "line":
        text = ("\n\n" if how == "spaced" else "\n").join(wrap(text, width))
    return Reading("0" * 64, "txt", "test", "1", (Page(1, text + "\n"),))


def only(made: list[Suggestion], family: str) -> Suggestion:
    (item,) = [item for item in made if item.family == family]
    return item


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(sorted(TONGUES)),
    st.integers(2, 10**7),
    st.integers(0, 10**6),
    st.data(),
    st.integers(60, 84),
    st.sampled_from(["line", "wrapped", "spaced"]),
)
def test_counts(code: str, value: int, women: int, data: st.DataObject, width: int, how: str) -> None:
    tongue = TONGUES[code]
    mark = data.draw(st.sampled_from(tongue.marks))
    qualifier = data.draw(st.sampled_from(sorted(tongue.qualifiers)))
    clause = data.draw(st.sampled_from(("", *tongue.women)))
    women = 2 + women % (value - 1) if value > 3 else 2
    assume(not (mark == "" and 1800 <= value <= 2199))
    written, by = grouped(value, mark), clause.format(n=grouped(women, mark))
    if code == "ar" and data.draw(st.booleans()):
        written, by = written.translate(ARABIC_DIGITS), by.translate(ARABIC_DIGITS)
    sentence = tongue.people.format(q=tongue.qualifiers[qualifier], n=written, w=by)
    count = only(suggest(laid_out(tongue, sentence, width, how), language=code), "count")
    assert [count.fields[name] for name in ("value", "qualifier", "unit")] == [value, qualifier, "persons"]
    assert count.fields.get("women") == (women if clause else None)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(TONGUES)),
    st.integers(1000, 10**9),
    st.integers(0, 99),
    st.data(),
    st.integers(60, 84),
    st.sampled_from(["line", "wrapped", "spaced"]),
)
def test_money(code: str, amount: int, cents: int, data: st.DataObject, width: int, how: str) -> None:
    tongue = TONGUES[code]
    mark = data.draw(st.sampled_from(tongue.marks))
    written = grouped(amount, mark)
    expected = Decimal(amount)
    if cents and mark != tongue.point:
        written, expected = f"{written}{tongue.point}{cents:02d}", Decimal(f"{amount}.{cents:02d}")
    made = suggest(laid_out(tongue, tongue.paid.format(n=written), width, how), language=code)
    figure = only(made, "financial_figure")
    assert [figure.fields[name] for name in ("amount", "currency")] == [expected, "USD"]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(TONGUES)),
    st.dates(min_value=datetime.date(1950, 1, 1), max_value=datetime.date(2090, 12, 31)),
    st.integers(60, 84),
    st.sampled_from(["line", "wrapped", "spaced"]),
)
def test_days_of_activities(code: str, day: datetime.date, width: int, how: str) -> None:
    tongue = TONGUES[code]
    written = tongue.day.format(d=day.day, m=tongue.months[day.month - 1], y=day.year)
    made = suggest(laid_out(tongue, tongue.met.format(day=written), width, how), language=code)
    activity = only(made, "activity")
    assert activity.fields["start"] == PartialDate(day.year, day.month, day.day)
    assert activity.fields["type"] == tongue.kind
