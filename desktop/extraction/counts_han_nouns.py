"""The noun that a Chinese count is about: behind the measure word, or before the number."""

from __future__ import annotations

import re

from desktop.extraction.counts_han_words import Grammar
from desktop.extraction.facts import Facts

# To the next mark that ends a clause; marks inside brackets do not.
_PHRASE = re.compile(r"(?:\([^()]*\)|[^，。；：！？\t])*")
COORDINATE = re.compile(r"(?:、|和|及其|及|与|或|以及|/|兼)")
_GRADE = re.compile(r"\((?:[A-Z]+-?\d|[A-Z]{1,4})[^()]{0,12}\)")
_NUMERAL_MEASURE = re.compile(r"\d|[二两三四五六七八九十百]+[个名项次份家位]")


# "6 个面向难民的项目": what they are about, or for whom, is not what is counted.
_ABOUT = re.compile(r"(?:面向|涉及|关于|针对|有关|用于|旨在|服务于)[^，。；、：()]{2,24}的(?=[\u4e00-\u9fff])")


# "10 个省级红十字会": the level is no noun of its own.
_OF_A_LEVEL = re.compile(r"级(?:以上)?(?=[\u4e00-\u9fff])")


# "其中 18 项为培训": what they are follows.
_IS = re.compile(r"(?:均|都|分别)?(?:为|是|系|属于|属)(?=[\u4e00-\u9fff])")
_ASKING = ("请求", "申请", "倡议")


def phrase(facts: Facts, grammar: Grammar, start: int) -> tuple[tuple[int, int] | None, str | None]:
    """The noun phrase from an offset: its place and the unit of its last noun."""
    text = facts.text
    copula = _IS.match(text, start)
    if copula:
        start = copula.end()
    about = _ABOUT.match(text, start)
    if about:
        start = about.end()
    _, sentence_end = facts.sentence_of(start)
    limit = min(sentence_end, start + 48)
    end = _PHRASE.match(text, start, limit).end()  # type: ignore[union-attr]
    women = grammar.women.search(text, start, min(sentence_end, start + 70))
    if (
        women
        and women.start() <= start + 50
        and not re.search(r"[，。；：]|\d", text[start : women.start()].replace("COVID-19", ""))
    ):
        heads = list(grammar.noun.finditer(text, start, women.start()))
        if women.start() > start:
            return (start, women.start()), grammar.noun_unit[heads[-1][0]] if heads else None
    head = grammar.noun.search(text, start, end)
    while head is not None and _OF_A_LEVEL.match(text, head.end() - (head[0] == "级")):
        head = grammar.noun.search(text, head.end() + (head[0] != "级"), end)
    if head is None:
        return None, None
    gap = text[start : head.start()]
    gap = re.sub(r"\([^()\d]*\)|(?<![A-Za-z])[A-Z]{1,3}-\d(?:/\d)?", "", gap)
    if _NUMERAL_MEASURE.search(gap) or len(gap) > 26 or "(" in gap:
        return None, None
    if broken(gap, grammar):
        return None, None
    last = head
    if grammar.noun_unit[head[0]] == "states" and text.startswith("的", head.end()):
        return (start, head.end()), "states"
    while True:
        rest = last.end()
        grade = _GRADE.match(text, rest)
        if grade:
            rest = grade.end()
        joint = COORDINATE.match(text, rest)
        following = grammar.noun.search(text, joint.end() if joint else rest, end)
        if following is None or (not joint and grammar.stop.match(text, rest)):
            break
        between = text[joint.end() if joint else rest : following.start()]
        if _NUMERAL_MEASURE.search(between) or ("、" in between and not joint):
            break
        if (
            not joint
            and between
            and grammar.noun_unit[last[0]] == "states"
            and grammar.noun_unit[following[0]] not in ("persons", "organizations")
        ):
            break
        if not between and not joint and grammar.noun_unit[last[0]] == "states" and following[0] in _ASKING:
            break  # "41 个国家请求援助": they ask for it
        if joint and len(between) <= 12 and not grammar.stop.search(between):
            last = following
            continue
        if (
            not joint
            and len(between) <= (3 if not grade else 1)
            and not grammar.stop.search(between)
            and not COORDINATE.search(between)
        ):
            last = following
            continue
        break
    tail = last.end()
    beyond = grammar.noun.match(text, tail + 1) if text.startswith("的", tail) else None
    if beyond and grammar.noun_unit[last[0]] == "weapons" and grammar.noun_unit[beyond[0]] == "ammunition":
        return (start, beyond.end()), "ammunition"
    return (start, tail), grammar.noun_unit[last[0]]


# A thing that no list knows, named right before its number: "修建水井 265 口、厕所 120 间".
_LISTED_BEFORE = re.compile(r"(?:[，、；。]|和|及|修建|建造|发放|分发|接听|购置|提供了?)([\u4e00-\u9fff]{2,4})$")
_VERBAL = re.compile(r"(?:提供|参加|接受|签署|提交|举办|举行|开展|通过了|完成|位于|死亡|分别|自愿报告)")


def broken(gap: str, grammar: Grammar) -> bool:
    """Whether the words before a noun show that it belongs to another phrase."""
    if not gap:
        return False
    if _VERBAL.match(gap):
        return True
    return "的" not in gap and len(gap) > 14 and grammar.stop.search(gap) is not None


def loose(text: str, grammar: Grammar, start: int) -> tuple[int, int] | None:
    """Up to six characters that no list knows, before anything that ends a phrase."""
    copula = _IS.match(text, start)
    if copula:
        start = copula.end()
    stop = grammar.stop.search(text, start, start + 12)
    end = stop.start() if stop else min(len(text), start + 6)
    joint = COORDINATE.search(text, start + 1, end)
    if joint:
        end = joint.start()
    chunk = text[start:end]
    if not 1 <= len(chunk) <= 10 or not re.fullmatch(r"[\u4e00-\u9fff]+", chunk):
        return None
    return start, min(end, start + 8)


def before(text: str, grammar: Grammar, start: int, measure_end: int) -> tuple[tuple[int, int], str] | None:
    """A noun before the number: "缔约国数目增至 109 个", "国家(77 个)"."""
    low = max(0, start - 22)
    if text[start - 1 : start] == "(" and text[measure_end : measure_end + 1] == ")":
        for noun in reversed(list(grammar.noun.finditer(text, low, start - 1))):
            if noun.end() == start - 1:
                return noun.span(), grammar.noun_unit[noun[0]]
        return None
    if text[measure_end : measure_end + 1] not in (
        "",
        "，",
        "。",
        "；",
        ")",
        "、",
        "\t",
        "和",
        "及",
        "以",
        "与",
    ) and not text.startswith(("以上", "左右"), measure_end):
        return None
    chunk = text[low:start]
    reach = grammar.reaching.search(chunk)
    if reach is None:
        return None
    if reach.start() == len(chunk):
        # "收缴武器 20 多万件": nothing stands between.
        near = [noun for noun in grammar.noun.finditer(text, max(low, start - 8), start) if noun.end() == start]
        if near:
            return near[0].span(), grammar.noun_unit[near[0][0]]
        loose = _LISTED_BEFORE.search(chunk)
        verb = loose is None or loose[1].endswith("了") or grammar.stop.search(loose[1])
        return ((low + loose.start(1), start), "other") if loose and not verb else None
    for noun in reversed(list(grammar.noun.finditer(text, low, low + reach.start()))):
        if low + reach.start() - noun.end() <= 4:
            return noun.span(), grammar.noun_unit[noun[0]]
        return None
    return None
