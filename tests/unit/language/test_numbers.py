"""Numbers, read back from how each language writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.language import numbers, packs
from desktop.language.characters import fold, fold_han

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
