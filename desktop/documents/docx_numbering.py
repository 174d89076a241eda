"""The labels of numbered DOCX paragraphs ("1.", "(a)", "一、"), which Word counts and does not write down."""

from __future__ import annotations

import re
from dataclasses import field
from typing import Any

from db.model.dataclass import dataclass

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HAN = "〇一二三四五六七八九"


@dataclass
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1
    joined: str = " "


@dataclass
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    counters: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts through a document's lists; paragraphs must be asked for in document order.

    Args:
        numbering, styles: root elements of these parts, None where the file has none.
    """

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        self._abstract: dict[str, _List] = {}
        self._lists: dict[str, _List] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        if numbering is not None:
            for item in numbering.iterfind(f"{W}abstractNum"):
                self._abstract[item.get(f"{W}abstractNumId", "")] = _List(_levels(item))
            for item in numbering.iterfind(f"{W}num"):
                self._add_list(item)
        if styles is not None:
            for style in styles.iterfind(f"{W}style"):
                found = _reference(style.find(f"{W}pPr"))
                if found:
                    self._styles[style.get(f"{W}styleId", "")] = found

    def _add_list(self, item: Any) -> None:
        reference = item.find(f"{W}abstractNumId")
        base = self._abstract.get(reference.get(f"{W}val", "")) if reference is not None else None
        if base is None:
            return
        overrides = list(item.iterfind(f"{W}lvlOverride"))
        if not overrides:
            self._lists[item.get(f"{W}numId", "")] = base  # lists of one definition go on counting
            return
        own = _List(dict(base.levels))
        for override in overrides:
            depth = _number(override.get(f"{W}ilvl"), 0)
            own.levels.update(_levels(override))
            start = override.find(f"{W}startOverride")
            if start is not None and depth in own.levels:
                level = own.levels[depth]
                own.levels[depth] = _Level(level.format, level.text, _number(start.get(f"{W}val"), 1), level.joined)
        self._lists[item.get(f"{W}numId", "")] = own

    def label(self, paragraph: Any) -> str:
        """The label of this paragraph with what parts it from the text; "" where it has none."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return ""
        found = _reference(properties)
        if found is None:
            style = properties.find(f"{W}pStyle")
            found = self._styles.get(style.get(f"{W}val", "")) if style is not None else None
        if found is None or found[0] not in self._lists:
            return ""
        number, depth = found
        numbered = self._lists[number]
        level = numbered.levels.get(depth)
        if level is None:
            return ""
        numbered.counters[depth] = numbered.counters.get(depth, level.start - 1) + 1
        for deeper in [key for key in numbered.counters if key > depth]:
            del numbered.counters[deeper]
        if level.format == "bullet":
            return "•" + level.joined
        if level.format == "none":
            return ""

        def place(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            shown = numbered.levels.get(at, level)
            return write_number(numbered.counters.get(at, shown.start), shown.format)

        text = re.sub(r"%([1-9])", place, level.text)
        return text + level.joined if text else ""


def _levels(parent: Any) -> dict[int, _Level]:
    levels = {}
    for item in parent.iterfind(f"{W}lvl"):
        level = _Level()
        for child in item:
            value = child.get(f"{W}val")
            if child.tag == f"{W}numFmt":
                level.format = value or "decimal"
            elif child.tag == f"{W}lvlText":
                level.text = value or ""
            elif child.tag == f"{W}start":
                level.start = _number(value, 1)
            elif child.tag == f"{W}suff":
                level.joined = "" if value == "nothing" else " "
        levels[_number(item.get(f"{W}ilvl"), 0)] = level
    return levels


def _reference(properties: Any | None) -> tuple[str, int] | None:
    numbering = properties.find(f"{W}numPr") if properties is not None else None
    if numbering is None:
        return None
    number, depth = numbering.find(f"{W}numId"), numbering.find(f"{W}ilvl")
    if number is None:
        return None
    return number.get(f"{W}val", "0"), _number(depth.get(f"{W}val"), 0) if depth is not None else 0


def _number(text: str | None, default: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return default


def write_number(number: int, form: str) -> str:
    """A number in one of Word's number formats; unknown ones come out in digits."""
    if number < 1:
        return str(number)
    if form in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (number - 1) % 26) * min(9, (number - 1) // 26 + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman.lower() if form == "lowerRoman" else roman
    if form == "decimalZero":
        return f"{number:02}"
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and number <= 20:
        return chr(0x2460 + number - 1)
    if "hinese" in form or form in ("japaneseCounting", "ideographDigital", "taiwaneseCounting", "koreanCounting"):
        return _han(number)
    return str(number)


def _roman(number: int) -> str:
    if number >= 4000:
        return str(number)
    out = ""
    for value, letters in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        while number >= value:
            out += letters
            number -= value
    return out


def _han(number: int) -> str:
    if number < 10:
        return _HAN[number]
    if number < 20:
        return "十" + (_HAN[number - 10] if number > 10 else "")
    if number < 100:
        tens, ones = divmod(number, 10)
        return _HAN[tens] + "十" + (_HAN[ones] if ones else "")
    return "".join(_HAN[int(digit)] for digit in str(number))
