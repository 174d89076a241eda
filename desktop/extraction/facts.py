"""What a block's text holds, found once: dates, numbers, money, countries, cities, identifiers."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import Any

from db.model.dataclass import dataclass
from desktop.extraction import layout
from desktop.extraction.layout import Block, Document
from desktop.language import countries, dates, money, numbers, places
from desktop.language.dates import DateFound
from desktop.language.money import Money
from desktop.language.numbers import Number
from desktop.language.packs import Pack, alternatives

# Groups of three digits each read as well from the other end.
_ALIKE = re.compile(r"\d{3}(?: \d{3})+")
_TITLES = re.compile(r"《[^》]{1,120}》")
_SYMBOLS = (
    r"(?:https?://|www\.)[^\s\u3000-\u9fff，。；]+"
    r"|\b[A-Z][A-Za-z]{0,8}(?:/[A-Za-z0-9][A-Za-z0-9_.()-]*)+"
    r"|\b[A-Za-z]{1,12}-\d+(?:\.\d+)*\b"
    r"|\b\d+(?:/\d+)+\b|\b\d{3,4}\s?\((?:19|20)\d\d\)"
    r"|\b[A-Z]{1,3}\d+(?:\.\w+)*\b|\b\d{1,3}\.(?!\d{3}\.\d{3}(?!\d))\d+\.\d+(?:\.\d+)*"
)


# "3.2 Clearance": the number of a heading below others.
_NUMBERED_HEADING = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?\s?(?=[^\W\d_])")


def _han_masks(pack: Pack) -> re.Pattern[str]:
    numeral = r"[\d零〇一二两三四五六七八九十百千/().,、A-Za-z和至到及 -]"
    after = alternatives(
        [
            "号",
            "届",
            "条",
            "段",
            "次",
            "款",
            "章",
            "节",
            "页",
            "卷",
            "期",
            "任",
            "季度",
            "个",
            "名",
            "位",
            "份",
            "部分",
            "阶段",
            "项",
            "类",
            "级",
            "类别",
            "支柱",
            "组",
            "轮",
            "天",
            "日",
            "年",
        ]
    )
    before = alternatives(pack.words("counts", "ordinal_before"))
    return re.compile(
        rf"第{numeral}{{1,40}}?{after}|第[一二三四五六七八九十百\d]+|{_SYMBOLS}|《[^》]{{1,80}}》|(?:{before})[\d一二三四五六七八九十]{{1,6}}(?![名个项份家国位件支吨])|自?(?:19|20)\d\d年代"
    )


def _latin_masks(pack: Pack) -> re.Pattern[str]:
    before = alternatives(pack.words("counts", "ordinal_before"))
    joiner = alternatives(pack.words("dates", "joiners"))
    ordinal = alternatives([*pack.words("numbers", "ordinal_suffixes"), "st", "nd", "rd", "th"])
    number = r"\(?\w{0,3}\)?\d[\d.]*(?:\s?\([a-z0-9]+\))*"
    fraction = pack.table("counts").get("fraction") or "(?!)"
    glued = "[وبلفك]?" if pack.rtl else ""  # words of one letter are written together with what follows
    return re.compile(
        # Most places are left at once: all but brackets and plus signs begin where a word does.
        rf"(?<!\w)(?=\w){glued}(?:{_SYMBOLS}|{before}\.?\s{number}(?:(?:,|\s{joiner}|\sor|–|-|,\s{joiner})\s?{number})*"
        rf"|{fraction}|\d+{ordinal}(?!\w)|\d{{1,2}}:\d\d\b|\d+/\d+\b)|\(\d\)(?:=\S+)?|\+\d[\d ()-]{{6,}}\d",
        re.IGNORECASE,
    )


def _names(pack: Pack) -> re.Pattern[str]:
    shape = pack.table("activities", "shapes").get("names") or r"(?!)"
    return re.compile(shape, 0 if pack.han else re.IGNORECASE)


@dataclass(eq=False)
class Facts:
    """The facts of one block; each kind is found when it is first asked for.

    Attributes:
        printed: whether the file is one that may print right-to-left groups of digits in reverse order.
    """

    block: Block
    pack: Pack
    printed: bool = False

    @cached_property
    def known(self) -> dict[tuple[str, int, int], Any]:
        """What was found of runs of the text, by kind and place: clauses are asked for the same again and again."""
        return {}

    def forget(self) -> None:
        """Let go of what was found: of a long report all that would be much."""
        for name in set(vars(self)) - {"block", "pack", "printed"}:
            del self.__dict__[name]

    @property
    def text(self) -> str:
        """The folded text."""
        return self.block.text

    @cached_property
    def plain(self) -> str:
        """The text with the titles of instruments blanked: what a convention is about was not done."""
        return (
            _TITLES.sub(lambda match: "《" + "某" * (len(match[0]) - 2) + "》", self.text)
            if self.pack.han
            else self.text
        )

    @cached_property
    def deeds(self) -> str:
        """The plain text with names blanked that only sound like something done: institutes, posts, buildings."""
        pattern = self.pack.made("facts.names", _names)
        return pattern.sub(lambda match: ("某" if self.pack.han else "x") * len(match[0]), self.plain)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        return layout.sentences(self.block, self.pack)

    @cached_property
    def dates(self) -> list[DateFound]:
        return dates.find(self.text, self.pack)

    @cached_property
    def numbers(self) -> list[Number]:
        found = numbers.find(self.text, self.pack)
        if not self.printed:
            return found
        return [replace(n, unsure=True) if _ALIKE.fullmatch(self.text[n.start : n.end]) else n for n in found]

    @cached_property
    def money(self) -> list[Money]:
        return money.find(self.text, self.pack, self.numbers)

    @cached_property
    def countries(self) -> list[tuple[int, int, str]]:
        return countries.find(self.text, self.pack)

    @cached_property
    def cities(self) -> list[tuple[int, int, str]]:
        found = places.find(self.text, self.pack)
        named = self.countries if found else []  # "Romania" holds no Rome, in Chinese
        return [
            item
            for item in found
            if not any((a <= item[0] and item[1] < b) or (a < item[0] and item[1] <= b) for a, b, _ in named)
        ]

    @cached_property
    def masks(self) -> list[tuple[int, int]]:
        """Runs that hold no count: identifiers, titles, dates and money."""
        pattern = self.pack.made("facts.masks", _han_masks if self.pack.han else _latin_masks)
        runs = [match.span() for match in pattern.finditer(self.text)]
        runs += [(item.start, item.end) for item in self.dates]
        runs += [(item.start, item.end) for item in self.money]
        if self.block.body:
            runs.append((0, self.block.body))
        numbered = _NUMBERED_HEADING.match(self.text)
        if numbered and self.block.kind != "heading" and not self.text[numbered.end()].isupper():
            numbered = None  # "3.2 million people"
        if numbered:
            runs.append(numbered.span())
        return sorted(runs)

    def masked(self, start: int, end: int) -> bool:
        """Whether a run touches a mask."""
        return any(first < end and last > start for first, last in self.masks)

    def sentence_of(self, offset: int) -> tuple[int, int]:
        """The sentence that an offset is in."""
        for start, end in self.sentences:
            if start <= offset < end:
                return start, end
        return self.block.body, len(self.text)

    def within(self, found: list[tuple[int, int, str]], start: int, end: int) -> list[tuple[int, int, str]]:
        """Of (start, end, code) those inside a run."""
        return [item for item in found if item[0] >= start and item[1] <= end]


def all_of(document: Document) -> list[Facts]:
    """Facts of each block of running text, in reading order."""
    return [Facts(block, document.pack) for block in document.paragraphs()]
