"""Numbers, read back from how each language writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.language import numbers, packs
from desktop.language.characters import bare, fold, fold_han

ZH, EN = packs.load("zh"), packs.load("en")
DIGITS = "零一二三四五六七八九"


def han_section(value: int) -> str:
    """Below 10,000 in Chinese numerals."""
    out = ""
    zero = False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            out += ("零" if zero and out else "") + DIGITS[digit] + name
            zero = False
        else:
            zero = True
    return out


def han(value: int) -> str:
    """Up to below 10**12 in Chinese numerals."""
    parts: list[str] = []
    for unit, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section, value = divmod(value, unit)
        if section:
            text = han_section(section)
            parts.append(("零" if parts and section < 1000 else "") + text + name)
    return "".join(parts)


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_chinese_numerals_round_trip(value: int) -> None:
    assert numbers.parse_han(han(value)) == value


@given(st.integers(min_value=0, max_value=10**9 - 1), st.sampled_from([",", " ", ""]), st.sampled_from(["zh", "en"]))
def test_grouped_digits_round_trip(value: int, separator: str, code: str) -> None:
    pack = packs.load(code)
    written = f"{value:,}".replace(",", separator)
    word = "名官员" if code == "zh" else " officials"
    found = numbers.find(f"{written}{word}", pack)
    assert [item.value for item in found] == [value]


@given(
    st.decimals(min_value=0, max_value=9999, places=2), st.sampled_from([("万", 10**4), ("亿", 10**8), ("百万", 10**6)])
)
def test_scaled_digits_round_trip(value: Decimal, scale: tuple[str, int]) -> None:
    found = numbers.find(f"共{value}{scale[0]}美元", ZH)
    assert [item.value for item in found] == [value * scale[1]]


@pytest.mark.parametrize(
    ("text", "value", "more"),
    [
        ("3亿5千万人", 350_000_000, False),
        ("76 600万美元", 766_000_000, False),
        ("1 250万美元", 12_500_000, False),
        ("20多万支", 200_000, True),
        ("三十多个国家", 30, True),
        ("两千零五十名", 2050, False),
        ("十余名", 10, True),
        ("3.6万人", 36_000, False),
    ],
)
def test_chinese_shapes(text: str, value: int, more: bool) -> None:
    (found,) = numbers.find(text, ZH)
    assert found.value == value
    assert found.more is more


@pytest.mark.parametrize("text", ["几十人", "数百名", "两用物项", "第七次", "一般"])
def test_no_numbers(text: str) -> None:
    assert [item for item in numbers.find(text, ZH) if item.value > 1] == []


def test_ambiguous_groups_are_unsure() -> None:
    (found,) = numbers.find("344 399 318 392", EN)
    assert found.unsure
    assert [item.value for item in numbers.find("344\t399\t318\t392", EN)] == [344, 399, 318, 392]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("(1 234)", -1234),
        ("-12.5", Decimal("-12.5")),
        ("1,234,567", 1234567),
        ("3.4 million", 3400000),
        ("twenty-five", 25),
        ("two hundred and six", 206),
    ],
)
def test_parse_one(text: str, value: Decimal) -> None:
    found = numbers.parse(text, EN)
    assert found is not None and found.value == value


@given(st.text(max_size=200))
def test_folding_keeps_offsets(text: str) -> None:
    assert len(fold(text)) == len(text) == len(fold_han(text))


@given(st.text(alphabet="0123456789 ,.万亿千百十一二两多余-%()年月日名个", max_size=40), st.sampled_from(["zh", "en"]))
def test_any_text_is_survived(text: str, code: str) -> None:
    for item in numbers.find(text, packs.load(code)):
        assert 0 <= item.start < item.end <= len(text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("３６万人", [360_000]),
        ("１，２５０名", [1250]),
        ("几十名学生", []),
        ("十余名学生", [10]),
        ("两个国家", [2]),
        ("3 亿 5 千万人", [350_000_000]),
        ("76 600 万美元", [766_000_000]),
        ("1 250 万美元", [12_500_000]),
        ("3.6 万人", [36_000]),
        ("20 多万支", [200_000]),
        ("65/69 号决议", []),
    ],
)
def test_chinese_numbers_with_spaces_and_wide_forms(text: str, values: list[int]) -> None:
    """As a block of text has them: white space beside Chinese characters is gone."""
    squeezed = "".join(
        char
        for place, char in enumerate(text)
        if not (char == " " and not (text[place - 1].isdigit() and text[place + 1].isdigit()))
    )
    found = [number for number in numbers.find(fold_han(squeezed), ZH) if number.value > 1]
    assert [number.value for number in found if "/" not in text] == values


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("fr", "1 100", 1100),
        ("fr", "1\u202f100", 1100),
        ("fr", "1.100", 1100),
        ("fr", "3,6 millions", 3_600_000),
        ("fr", "soixante et onze", 71),
        ("fr", "une centaine", 100),
        ("es", "1.100", 1100),
        ("es", "1'250.300", 1_250_300),
        ("es", "mil doscientos", 1200),
        ("ru", "1 100", 1100),
        ("ru", "12 тыс.", 12_000),
        ("ru", "3,5 млн", 3_500_000),
        ("ru", "сто двадцать пять", 125),
        ("ar", "١٬١٠٠", 1100),
        ("ar", "3,5 مليون", 3_500_000),
        ("ar", "خمسة وأربعين", 45),
        ("ar", "63 ألف و678", 63_678),
    ],
)
def test_shapes_of_other_languages(code: str, text: str, value: int) -> None:
    pack = packs.load(code)
    (found,) = numbers.find(bare(text), pack)
    assert found.value == value


@pytest.mark.parametrize(
    ("code", "text", "unsure"),
    [
        ("es", "1.100", False),
        ("es", "87,200", True),
        ("fr", "3,250", True),
        ("fr", "3,25", False),
        ("ar", "1.250", True),
    ],
)
def test_one_mark_before_three_digits_is_unsure_where_it_may_part_decimals(code: str, text: str, unsure: bool) -> None:
    (found,) = numbers.find(text, packs.load(code))
    assert found.unsure is unsure
    assert found.value == found.value.to_integral_value() or not unsure


@given(st.integers(1, 10**6), st.integers(1, 99), st.sampled_from(["es", "fr", "ru"]), st.booleans())
def test_a_text_shows_which_marks_it_uses(value: int, part: int, code: str, english: bool) -> None:
    mark, point = (",", ".") if english else (".", ",")
    shown = f"{part}{point}5 % {part}{point}25 % 1{mark}000{mark}000"
    pack = packs.suited(packs.load(code), shown)
    assert numbers.parse_digits(f"{value:,}".replace(",", mark), pack) == value
    assert numbers.parse_digits(f"{value}{point}5", pack) == Decimal(f"{value}.5")
