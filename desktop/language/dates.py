"""Dates as reports write them: partial ones, ranges, years inherited from one end to the other."""

from __future__ import annotations

import re

from db.model.dataclass import dataclass
from db.model.dates import PartialDate
from desktop.language.numbers import HAN_DIGITS
from desktop.language.packs import Pack, alternatives

Point = tuple[int | None, int | None, int | None]


@dataclass(frozen=True)
class DateFound:
    """A date or a range of dates in a folded text.

    Attributes:
        start, end: code points, end excluded.
        first, last: (year, month, day), each part None where it is not said; last is None for a single date.
        as_of: whether words before it say "as at".
        listed: whether the two were joined by "and" rather than "to".
    """

    start: int
    end: int
    first: Point
    last: Point | None = None
    as_of: bool = False
    listed: bool = False

    @property
    def dated(self) -> bool:
        """Whether a year is known."""
        return self.first[0] is not None


def partial(point: Point | None) -> PartialDate | None:
    """A partial date, None where the year is unknown or the calendar has no such day."""
    if point is None:
        return None
    year, month, day = point
    if year is None:
        return None
    try:
        return PartialDate(year, month, day if month else None)
    except ValueError:
        return None


def _han_finder(pack: Pack) -> re.Pattern[str]:
    joiner = alternatives(pack.words("dates", "joiners"))
    as_of = alternatives(pack.words("dates", "as_of"))
    year = r"(?:(?:1[89]|20|21)\d\d|[一二][〇零○一二三四五六七八九]{3})"
    return re.compile(
        rf"(?P<as>{as_of}[:：]?)?"
        rf"(?:(?P<y0>(?<![\d,/]){year})年?(?P<yj>[-–—至到/~])(?P<y9>{year}|\d\d(?=财政年|年度))(?:年(?!代)|两年期|双年度|财政年度)"
        rf"|(?P<y1>(?<![\d,/]){year})(?:年(?!代)|两年期|财政年度)(?:(?P<m1>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:(?P<d1>\d{{1,2}})[日号]?(?!\d))?)?"
        rf"|(?<![\d.,])(?P<m2>\d{{1,2}})月(?:(?P<d2>\d{{1,2}})[日号](?!\d))?)"
        rf"(?:(?P<j>{joiner})(?=[\d一二]{{1,4}}[年月日号])"
        rf"(?:(?P<y3>{year})年(?!代))?(?:(?P<m3>\d{{1,2}})月)?(?:(?P<d3>\d{{1,2}})[日号])?)?"
    )


_DIGIT = re.compile(r"\d")
_HAN_MONTHS = {
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "十一": 11,
    "十二": 12,
}


def _number(text: str | None) -> int | None:
    if not text:
        return None
    if text.isdigit():
        return int(text)
    if text in _HAN_MONTHS:
        return _HAN_MONTHS[text]
    return int("".join(str(HAN_DIGITS[char]) for char in text))


def _find_han(text: str, pack: Pack) -> list[DateFound]:
    found = []
    for match in pack.made("dates.han", _han_finder).finditer(text):
        if match["y0"]:
            tail = match["y9"] if len(match["y9"]) > 2 else match["y0"][:2] + match["y9"]
            years: tuple[Point, Point] = (_number(match["y0"]), None, None), (_number(tail), None, None)
            found.append(DateFound(match.start(), match.end(), *years, bool(match["as"])))
            continue
        first: Point = (_number(match["y1"]), _number(match["m1"] or match["m2"]), _number(match["d1"] or match["d2"]))
        last: Point | None = None
        end = match.end()
        if match["j"]:
            y3, m3, d3 = _number(match["y3"]), _number(match["m3"]), _number(match["d3"])
            if y3 is None and m3 is None and d3 is None:
                end = match.start("j")
            else:
                last = (y3 or first[0], m3 or (first[1] if d3 else None), d3)
        if first[1] is not None and not 1 <= first[1] <= 12:
            continue
        listed = bool(match["j"]) and match["j"] in ("和", "及", "与", "、", "以及")
        found.append(DateFound(match.start(), end, first, last, bool(match["as"]), listed))
    return found


def _months(pack: Pack) -> dict[str, int]:
    table = pack.table("dates", "months")
    return {word.lower(): int(number) for number, words in table.items() for word in words}


def _latin_finder(pack: Pack) -> re.Pattern[str]:
    month = alternatives(pack.made("dates.months", _months))
    as_of = alternatives(pack.words("dates", "as_of"))
    to = alternatives(pack.words("dates", "joiners"))
    of = alternatives(pack.words("dates", "of"))
    yw = r"(?:\s?" + alternatives(pack.words("dates", "year_words")) + r"(?!\w))?"
    year = r"(?:1[89]|20|21)\d\d"
    day = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th|er|\.?[ºª°]|-(?:го|е|й))?"
    gap = rf"(?:\s{of})?\s"
    # Arabic writes "and", "in" and "for" together with what follows.
    before, edge = (r"(?<![A-Za-z0-9_])", "") if pack.rtl else (r"(?<!\w)", r"\b")
    order = str(pack.table("dates").get("order", ""))
    # 15/03/2024, where the pack says which of the two comes first; 2024-03-15 in every language.
    numeric = r"(?P<iy>(?:19|20|21)\d\d)-(?P<im>0[1-9]|1[0-2])-(?P<id>0[1-9]|[12]\d|3[01])(?![\w-])"
    if order == "dmy":
        numeric += (
            r"|(?<![\w/.,-])(?P<nd>0?[1-9]|[12]\d|3[01])(?P<ns>[./-])(?P<nm>0?[1-9]|1[0-2])(?P=ns)(?P<ny>(?:19|20|21)\d\d)"
            r"(?![\w/])"
        )
    unlike = r"(?<![A-Za-z0-9_/.,$-])" if pack.rtl else r"(?<![\w/.,$-])"
    firsts = {word[0] for word in (*pack.made("dates.months", _months), *pack.words("dates", "as_of"))}
    begins = re.escape("".join(sorted(firsts | {char.upper() for char in firsts})))
    return re.compile(
        # Most places in a text are left at once: a date begins with a digit, a month or "as at".
        rf"{before}(?=[\d{begins}])(?P<as>{edge}{as_of}\s(?:the\s)?)?{edge}(?:{numeric}|"
        # 1 July 2024 to 30 June 2025; 26 to 28 May 2014; 29 and 30 April 2014
        rf"(?P<d1>{day})(?:{gap}(?P<m1>{month})\.?(?:,?{gap}(?P<y1>{year}){yw})?)?\s?(?P<j1>{to})\s?(?P<d2>{day}){gap}(?P<m2>{month})\.?(?:,?{gap}(?P<y2>{year}){yw})?\b"
        # July 1, 2024 to July 5, 2024; July 1-5, 2024
        rf"|(?P<m3>{month})\.?\s(?P<d3>{day})(?:\s?(?P<j3>{to})\s?(?:(?P<m4>{month})\.?\s)?(?P<d4>{day}))?,\s(?P<y3>{year}){yw}\b"
        # 1 July 2024
        rf"|(?P<d5>{day}){gap}(?P<m5>{month})\b\.?(?:,?{gap}(?P<y5>{year}){yw}\b)?"
        # July 2024 to June 2025; July to October 2019
        rf"|(?P<m6>{month})(?:{gap}(?P<y6>{year}){yw})?\s?(?P<j6>{to})\s?(?P<m7>{month}){gap}(?P<y7>{year}){yw}\b"
        rf"|(?P<m8>{month})\.?,?{gap}(?P<y8>{year}){yw}\b"
        # 2024/25, 2024-2025, 2019 to 2021
        rf"|{unlike}(?P<y9>{year})(?P<j9>/|-|–|\s(?:{to})\s?)(?P<y10>{year}|\d\d)(?!\d)(?![-/.]\d)"
        rf"|{unlike}(?P<y11>{year}){yw}\b(?![/%-]\d|[.,]\d|\s\d{{3}}\b)"
        rf")",
        re.IGNORECASE,
    )


def _find_latin(text: str, pack: Pack) -> list[DateFound]:
    months = pack.made("dates.months", _months)
    listed_words = {word.lower() for word in pack.words("dates", "listed")}

    def month(word: str | None) -> int | None:
        return months.get(word.lower()) if word else None

    def day(word: str | None) -> int | None:
        return int(re.sub(r"\D", "", word)) if word else None

    def year(word: str | None) -> int | None:
        return int(word) if word else None

    between = pack.made("dates.between", _between)
    found: list[DateFound] = []
    for match in pack.made("dates.latin", _latin_finder).finditer(text):
        last: Point | None = None
        joiner = match["j1"] or match["j3"] or match["j6"] or ""
        groups = match.groupdict()
        if groups["iy"] or groups.get("ny"):
            kind = "i" if groups["iy"] else "n"
            numeric: Point = (year(groups[f"{kind}y"]), int(groups[f"{kind}m"]), int(groups[f"{kind}d"]))
            before = found[-1] if found else None
            if (
                before
                and before.last is None
                and before.first[2]
                and _joined(pack, text[before.end : match.start(f"{kind}d" if kind == "n" else "iy")])
            ):
                found[-1] = DateFound(before.start, match.end(), before.first, numeric, before.as_of)
            else:
                found.append(DateFound(match.start(), match.end(), numeric, None, bool(match["as"])))
            continue
        if match["d1"]:
            second = (year(match["y2"]), month(match["m2"]), day(match["d2"]))
            first: Point = (year(match["y1"]) or second[0], month(match["m1"]) or second[1], day(match["d1"]))
            last = second
        elif match["m3"]:
            first = (year(match["y3"]), month(match["m3"]), day(match["d3"]))
            if match["d4"]:
                last = (first[0], month(match["m4"]) or first[1], day(match["d4"]))
        elif match["m5"]:
            first = (year(match["y5"]), month(match["m5"]), day(match["d5"]))
        elif match["m6"]:
            last = (year(match["y7"]), month(match["m7"]), None)
            first = (year(match["y6"]) or last[0], month(match["m6"]), None)
        elif match["m8"]:
            first = (year(match["y8"]), month(match["m8"]), None)
        elif match["y9"]:
            first = (year(match["y9"]), None, None)
            tail = match["y10"]
            if match["j9"].strip().lower() in listed_words or (len(tail) == 2 and match["j9"].strip().isalpha()):
                found.append(
                    DateFound(match.start(), match.end("y9"), (year(match["y9"]), None, None), None, bool(match["as"]))
                )
                if len(tail) == 4:
                    found.append(DateFound(match.start("y10"), match.end(), (int(tail), None, None)))
                continue
            ending = int(tail) if len(tail) == 4 else int(match["y9"][:2] + tail)
            if ending <= int(match["y9"]):
                continue
            last = (ending, None, None)
        else:
            first = (year(match["y11"]), None, None)
        if match["d1"] and first[1] == (last or first)[1]:
            earlier = pack.made("dates.earlier", _earlier).search(text, max(0, match.start() - 28), match.start())
            if earlier:
                found.append(
                    DateFound(
                        earlier.start(),
                        earlier.end("b"),
                        (first[0], first[1], day(earlier["a"])),
                        (first[0], first[1], day(earlier["b"])),
                    )
                )
        listed = joiner.strip().lower() in listed_words and not between.search(
            text[max(0, match.start() - 12) : match.start()]
        )
        as_of = bool(match["as"]) and (first[2] is not None or len(match["as"].strip()) > 4)
        found.append(DateFound(match.start(), match.end(), first, last, as_of, listed))
    return found


def _joined(pack: Pack, between: str) -> bool:
    """Whether what stands between two days makes a range of them."""
    ranges = set(pack.words("dates", "joiners")) - set(pack.words("dates", "listed"))
    return between.strip().lower() in ranges


def _earlier(pack: Pack) -> re.Pattern[str]:
    """Days before a range that share its month: "from 8 to 10 and from 15 to 17 November"."""
    to = alternatives(pack.words("dates", "joiners"))
    listed = alternatives(pack.words("dates", "listed"))
    return re.compile(
        rf"(?<![\w/.-])(?P<a>[12]?\d|3[01])\s?{to}\s?(?P<b>[12]?\d|3[01]),?\s{listed}\s(?:\w{{1,4}}\s)?$", re.IGNORECASE
    )


def _between(pack: Pack) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives(pack.words('dates', 'between'))}\s$", re.IGNORECASE)


def find(text: str, pack: Pack) -> list[DateFound]:
    """Every date of a folded text, in order."""
    if not pack.han and not _DIGIT.search(text):
        return []
    return _find_han(text, pack) if pack.han else _find_latin(text, pack)


def parse(text: str, pack: Pack) -> PartialDate | None:
    """The first date that a short text holds; the ISO form is read too. None where there is none."""
    try:
        return PartialDate.parse(text)
    except ValueError:
        pass
    for item in find(text.strip(), pack):
        value = partial(item.first)
        if value is not None:
            return value
    return None
