"""Chinese counts in rarer shapes: shares told in tenths, and things that no list knows right before their number."""

from __future__ import annotations

import re

from desktop.extraction.counts_found import CountFound
from desktop.extraction.counts_han_words import Grammar, qualifier
from desktop.extraction.facts import Facts
from desktop.language.numbers import Number

# 四成: tenths of a whole; 成 begins many other words.
_TENTHS = re.compile(r"成(?P<half>半)?(?![员立果功为本人年绩就熟效都长份分组型因套]|[一二三四五六七八九十])")
WHOLE = re.compile(r"百分之百(?![\d一二三四五六七八九])")


def tenths(facts: Facts, grammar: Grammar, number: Number) -> CountFound | None:
    """A share told in tenths: "占四成", "近七成的学员"."""
    text = facts.text
    match = _TENTHS.match(text, number.end)
    if match is None or not 2 <= number.value <= 10 or facts.masked(number.start, number.end):
        return None
    before = text[max(0, number.start - 34) : number.start]
    if before.endswith(("第", "每")):
        return None
    kind, back = qualifier(grammar, number, before)
    trailing = grammar.after.match(text, match.end())
    if trailing:
        kind = grammar.after_kind[trailing[0]]
    value = number.value * 10 + (5 if match["half"] else 0)
    end = trailing.end() if trailing else match.end()
    count = CountFound(number.start - back, end, value, (number.start, match.end()), "percent", kind)
    count.confidence, count.rule = 0.85, "han tenths"
    share = grammar.share.search(text[max(facts.sentence_of(number.start)[0], count.start - 34) : count.start])
    if share:
        low = max(facts.sentence_of(number.start)[0], count.start - 34)
        count.noun_at, count.start = (low + share.start("of"), low + share.end("of")), low + share.start()
    return count


# Words right before a number that name nothing: verbs, prepositions, words of counting.
_NO_NOUN = re.compile(
    r"(?:[了过到达至为是有共计第每各的在于和及与或以因对从由被将已曾并又再只仅均分合增减超逾约近前后上下内外这那其]"
    r"|[年月日周天时次]|其中|其余|另外|平均|总共|累计|先后|连续|多次)$"
)
_NOUN_BEFORE = re.compile(r"[\u4e00-\u9fff]{2,4}$")
_CLAUSE_ENDS = ("", "，", "。", "；", ")", "、", "\t", "和", "及", "以", "与")


def named_before(
    facts: Facts, grammar: Grammar, count: CountFound, word: str, found: list[CountFound], end: int
) -> CountFound | None:
    """A thing that no list knows, right before its number at the end of a clause: "查扣文物 97 件，"."""
    text = facts.text
    if text[end : end + 1] not in _CLAUSE_ENDS or word in ("级", "方", "大", "对", "国"):
        return None
    before = text[max(0, count.start - 8) : count.start]
    noun = _NOUN_BEFORE.search(before)
    if noun is None or _NO_NOUN.search(before):
        return None
    stop = list(grammar.stop.finditer(noun[0]))
    first = count.start - len(noun[0]) + (stop[-1].end() if stop else 0)
    if count.start - first < 2:
        first = count.start - 2
    count.noun_at, count.start, count.end = (first, count.start), first, end
    last = found[-1] if found else None
    same = last is not None and last.start >= facts.sentence_of(count.start)[0]
    if last is not None and same and _is_part(text, grammar, last, count, word):
        count.unit, count.rule = last.unit, "han part before"  # "34 项，其中面授 5 项、在线 29 项"
    else:
        count.unit, count.rule = "other" if count.unit in ("?", "activities") else count.unit, "han thing before"
    count.confidence = 0.68
    return count


def _is_part(text: str, grammar: Grammar, last: CountFound, count: CountFound, word: str) -> bool:
    """Whether a count is one of the parts of what was counted last with the same measure word."""
    measured = grammar.measure.match(text, last.value_at[1])
    if measured is None or measured[0] != word:
        return False
    return last.rule == "han part before" or ("其中" in text[last.end : count.start] and last.value >= count.value)
