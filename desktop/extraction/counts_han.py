"""Counts in Chinese: a number, its measure word, and the noun before or behind it."""

from __future__ import annotations

import re
from decimal import Decimal

from desktop.extraction import counts_han_nouns as nouns
from desktop.extraction import counts_han_rare as rare
from desktop.extraction import counts_han_words
from desktop.extraction.counts_found import CountFound
from desktop.extraction.counts_han_words import Grammar
from desktop.extraction.facts import Facts
from desktop.language.numbers import Number

_RANGE = re.compile(r"(?:至|到|-|–|—|~)$")
_SPACED_RATE = re.compile(
    r"每(?:100 000|10万|十万|100,000|1 000|1,000|千|百万)(?:名)?(?:人|居民|人口)?(?:当)?(?:中)?(?:有|为)?(?:约)?"
)
_THESE = re.compile(r"(?:这|该|上述|那|下列|以下|前|后|各|每|头|其他|其余|另外?|任何|同一|首)$")


def find(facts: Facts) -> list[CountFound]:
    """The counts of a block, in order."""
    grammar = facts.pack.made("counts.han", counts_han_words.grammar)
    text = facts.text
    found: list[CountFound] = []
    taken_until = -1
    rate_until = -1
    numbers = facts.numbers
    for index, number in enumerate(numbers):
        tenths = rare.tenths(facts, grammar, number)
        if tenths is not None and number.start >= taken_until:
            found.append(tenths)
            taken_until = tenths.end
            continue
        if number.start < taken_until or facts.masked(number.start, number.end):
            continue
        before = text[max(0, number.start - 34) : number.start]
        base = _SPACED_RATE.match(text, number.start - 1) if before.endswith("每") else None
        if base:
            rate_until = facts.sentence_of(number.start)[1]
            continue
        if before.endswith(("第", "每")):
            continue
        following = numbers[index + 1] if index + 1 < len(numbers) else None
        count = _one(facts, grammar, number, before, following, found)
        if count is None:
            count = _of_these(facts, grammar, number, before, found)
        if count is None:
            continue
        if number.start < rate_until and count.unit in ("other", "persons", "weapons", "states"):
            _as_rate(count, text)
        found.append(count)
        taken_until = count.end
    for match in rare.WHOLE.finditer(text) if "百分之百" in text else ():
        whole = CountFound(match.start(), match.end(), Decimal(100), match.span(), "percent")
        whole.confidence, whole.rule = 0.8, "han whole"
        found.append(whole)
    return sorted(found, key=lambda item: item.start)


def _of_these(
    facts: Facts, grammar: Grammar, number: Number, before: str, found: list[CountFound]
) -> CountFound | None:
    """Some of those counted last, which "其中" goes back to: "62 个国家……，其中 24 个来自……"."""
    last = found[-1] if found else None
    match = grammar.these.search(before)
    measure = grammar.measure.match(facts.text, number.end)
    if last is None or match is None or measure is None or last.noun_at is None or number.value > last.value:
        return None
    own = grammar.measure.match(facts.text, last.value_at[1])
    if last.start < facts.sentence_of(number.start)[0] or (own and own[0] not in (measure[0], "个", "名")):
        return None
    if grammar.not_counted.match(facts.text, number.end):
        return None
    count = CountFound(number.start, measure.end(), number.value, (number.start, number.end), last.unit)
    count.noun_at, count.confidence, count.rule = last.noun_at, 0.7, "han of these"
    return count


def _as_rate(count: CountFound, text: str) -> None:
    count.unit = "rate"
    count.rule += " rate"
    base = list(_SPACED_RATE.finditer(text, max(0, count.start - 24), count.start))
    if base and count.start - base[-1].end() < 2:
        count.start = base[-1].start()


def _one(
    facts: Facts, grammar: Grammar, number: Number, before: str, following: Number | None, found: list[CountFound]
) -> CountFound | None:
    text = facts.text
    qualifier, back = counts_han_words.qualifier(grammar, number, before)
    if number.more:
        qualifier = "more_than"
    start = number.start - back
    position = number.end
    value, value_max, value_end = number.value, None, number.end
    unsure = number.unsure
    # 20 至 30 名: the measure word stands behind the second number.
    if (
        (
            following is not None
            and 0 < following.start - number.end <= 1
            and _RANGE.match(text[number.end : following.start])
        )
        and following.value > number.value
        and not grammar.not_counted.match(text, following.end)
    ):
        value_max, position, value_end = following.value, following.end, following.end
    if text.startswith(("%", "％"), position) or before.endswith("百分之"):
        return _percent(facts, grammar, number, qualifier, start, position, before, value_max)
    after = grammar.after.match(text, position)
    if after and not number.more:
        kind = grammar.after_kind[after[0]]
        if after[0] not in ("多", "余"):
            qualifier, position = kind, after.end()
    if grammar.not_counted.match(text, position):
        return None
    measure = grammar.measure.match(text, position)
    if number.value == 1 and number.written == "words" and value_max is None:
        return None
    if measure is None:
        return _without_measure(facts, grammar, number, qualifier, start, position, value_max)
    word = measure[0]
    unit = grammar.measure_unit[word]
    position = measure.end()
    trailing = grammar.after.match(text, position)
    if trailing and trailing[0] not in ("多", "余"):
        qualifier, position = grammar.after_kind[trailing[0]], trailing.end()
    if text.startswith("的", position):
        position += 1
    if word == "国" and text.startswith(("际", "集团", "家集团"), position):
        return None
    if word == "国" and text.startswith(("内", "民", "外", "籍"), position):
        return _without_measure(facts, grammar, number, qualifier, start, measure.start(), value_max)
    joined = nouns.COORDINATE.match(text, position)  # "手榴弹 212 枚和弹药": what follows is another thing
    noun_at, head_unit = (None, None) if joined else nouns.phrase(facts, grammar, position)
    if word in ("国", "人", "人次", "口人"):
        # These are nouns themselves: what follows them is another phrase.
        noun_at, head_unit = measure.span(), "states" if word == "国" else "persons"
    count = CountFound(start, value_end, value, (number.start, value_end), unit, qualifier, value_max)
    count.rule = f"han measure {word}"
    count.confidence = 0.94 if number.written == "digits" else 0.88
    count.end = measure.end() if noun_at is None else noun_at[1]
    count.end = max(count.end, position if trailing else 0)
    weak = number.written == "words"
    if noun_at is not None:
        count.noun_at = noun_at
        if unit == "?":
            count.unit = head_unit or ("states" if word == "国" else "other")
        elif unit == "weapons" and head_unit in ("ammunition", "organizations"):
            count.unit = head_unit  # "36 枚弹药", "5 支部队"
        elif unit == "activities" and head_unit not in (None, "activities"):
            count.unit = head_unit if head_unit != "persons" and word in ("期", "班", "届") else "activities"
        elif unit == "documents" and word in ("部", "本", "卷", "份") and head_unit in ("organizations", "other"):
            count.unit = "other"
        elif (
            unit == "other"
            and head_unit in ("documents", "weapons", "organizations", "states", "activities")
            and word in ("种", "类", "条", "套", "支", "架", "款", "笔", "所", "大")
        ):
            count.unit = {"所": head_unit, "套": head_unit, "款": head_unit, "条": head_unit}.get(word, "other")
    else:
        behind = nouns.before(text, grammar, count.start, measure.end())
        if behind is not None:
            count.noun_at = behind[0]
            count.start = min(count.start, behind[0][0])
            vague = ("次", "份", "部", "套", "条")
            count.unit = behind[1] if unit == "?" or (word in vague and behind[1] == "other") else unit
            count.rule += " noun before"
            count.confidence -= 0.05
        elif word in ("例", "起", "宗") and text.startswith("死亡", position):
            count.unit, count.noun_at, count.end = "persons", (position, position + 2), position + 2
        elif word == "国":
            count.unit, count.noun_at = "states", measure.span()
        elif word in ("人", "人次", "口人"):
            count.noun_at = measure.span()
        elif unit in ("persons", "weapons", "ammunition", "mass_tonnes"):
            count.confidence = 0.7
        elif unit in ("?", "other", "organizations", "documents", "activities"):
            loose = nouns.loose(text, grammar, position)
            if loose is None and not weak and word in ("起", "例", "宗", "册", "份"):
                loose = measure.span()  # "降至 14.5 起": cases of what was named before
            if loose is None and not weak:
                return rare.named_before(facts, grammar, count, word, found, measure.end())
            thing = word in ("套", "台", "辆", "艘", "架", "座", "间", "栋", "幢", "顶", "口", "批")
            if (
                loose is None
                or (weak and unit not in ("?",) and not thing)
                or word in ("级", "方", "大", "对", "只", "头")
            ):
                return None
            count.noun_at, count.end = loose, loose[1]
            count.unit = "other" if unit in ("?", "other") else unit
            count.confidence = 0.62 if weak else 0.75
            count.rule += " unknown noun"
    if word in ("级", "方", "大") and weak and count.unit == "other":
        return None
    if _THESE.search(text[max(0, number.start - 2) : number.start]) and weak:
        count.confidence = min(count.confidence, 0.66)
    if unsure:
        count.confidence = 0.3
        count.weak.add("value")
    if count.unit == "persons":
        _women(facts, grammar, count)
    return count


def _without_measure(
    facts: Facts,
    grammar: Grammar,
    number: Number,
    qualifier: str,
    start: int,
    position: int,
    value_max: Decimal | None,
) -> CountFound | None:
    """A number right before its noun: "430 妇女", "68 会员国"; only for digits and nouns of the lists."""
    text = facts.text
    if number.written != "digits" or number.value < 2:
        return None
    if text.startswith("的", position):
        position += 1
    if text[position : position + 1] in ("", " ", "，", "。", "；", ")", "、"):
        return _told_before(facts, number, qualifier, start, value_max)
    noun_at, unit = nouns.phrase(facts, grammar, position)
    if noun_at is None or unit not in ("persons", "states", "weapons"):
        return None
    if grammar.noun.match(text, position) is None and (unit != "persons" or number.value < 1000):
        return None  # words between a number and its noun only where it is large: "100 多万国内流民"
    count = CountFound(start, noun_at[1], number.value, (number.start, number.end), unit, qualifier, value_max, noun_at)
    count.confidence, count.rule = 0.72, "han no measure"
    if unit == "persons":
        _women(facts, grammar, count)
    return count


# "受益儿童总数达 4.66 亿": what is counted is told before, as a number of people.
_PEOPLE_BEFORE = re.compile(
    r"(?P<noun>(?:(?![的使令得])[\u4e00-\u9fff]){0,4}(?:人数|人口|(?:儿童|难民|学生|妇女|受益者|灾民|居民)(?:总数|数量|数|总量)))"
    r"(?P<between>[^，。；\n]{0,22})$"
)


def _told_before(
    facts: Facts, number: Number, qualifier: str, start: int, value_max: Decimal | None
) -> CountFound | None:
    low = max(facts.sentence_of(number.start)[0], start - 34)
    match = _PEOPLE_BEFORE.search(facts.text, low, start)
    if match is None or number.value < 1000:
        return None
    noun_at = match.span("noun")
    count = CountFound(
        noun_at[0], number.end, number.value, (number.start, number.end), "persons", qualifier, value_max, noun_at
    )
    count.confidence, count.rule = 0.75, "han number of people"
    return count


def _percent(
    facts: Facts,
    grammar: Grammar,
    number: Number,
    qualifier: str,
    start: int,
    position: int,
    before: str,
    value_max: Decimal | None,
) -> CountFound | None:
    text = facts.text
    end = position + 1 if text.startswith(("%", "％"), position) else position
    if before.endswith("百分之"):
        start = number.start - 3
        more = grammar.before.search(before[:-3])
        if more:
            qualifier, start = grammar.before_kind[more[1]], start - (len(before) - 3 - more.start())
    count = CountFound(start, end, number.value, (number.start, number.end), "percent", qualifier, value_max)
    count.confidence, count.rule = 0.93, "han percent"
    trailing = grammar.after.match(text, end)
    if trailing and trailing[0] not in ("多", "余"):
        count.qualifier, end = grammar.after_kind[trailing[0]], trailing.end()
        count.end = end
    low = max(facts.sentence_of(number.start)[0], start - 34)
    share = grammar.share.search(text[low:start])
    if share:
        found = re.match(r"(?:.*?)" + grammar.before.pattern.rstrip("$"), share[0])
        begin = low + share.start()
        count.noun_at = (low + share.start("of"), low + share.end("of"))
        count.start = begin
        lead = grammar.before.search(text[max(0, begin - 6) : begin]) or found
        if (
            lead
            and count.qualifier == "exact"
            and lead.start() == 0
            and lead[1] in grammar.before_kind
            and share[0].startswith(lead[1])
        ):
            count.qualifier = grammar.before_kind[lead[1]]
    elif text.startswith("的", end):
        noun_at, _ = nouns.phrase(facts, grammar, end + 1)
        if noun_at:
            count.noun_at, count.end = noun_at, noun_at[1]
    return count


def _women(facts: Facts, grammar: Grammar, count: CountFound) -> None:
    """The women among the persons, where the text says so right behind."""
    text = facts.text
    match = grammar.women.match(text, count.end)
    if match is None:
        _, sentence_end = facts.sentence_of(count.start)
        near = grammar.women_after.search(text, count.end, min(sentence_end, count.end + 40))
        if near and not re.search(r"\d", text[count.end : near.start()]):
            match = near
    if match is None:
        return
    name = "n" if match["n"] else "n2"
    value = _plain(match[name])
    if value is None:
        return
    count.women, count.women_at = value, match.span(name)
    word = match["q"] or match["q2"]
    more = match["more"] or match["more2"]
    count.women_qualifier = grammar.before_kind[word] if word else "more_than" if more else "exact"
    count.end = match.end()


def _plain(text: str) -> Decimal | None:
    from desktop.language.numbers import parse_han

    digits = text.replace(" ", "").replace(",", "")
    return Decimal(digits) if digits.isdigit() else parse_han(text)
