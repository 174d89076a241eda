"""Key figures that stand above or below what they count, as situation reports set them in large type."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.extraction.build import Draft
from desktop.extraction.facts import Facts
from desktop.extraction.layout import Block, Document
from desktop.extraction.table_counts import unit_of
from desktop.language import numbers
from desktop.language.packs import Pack, alternatives

_FEWEST = 2  # pairs that follow each other
_LONGEST = 70


def drafts(document: Document) -> list[Draft]:
    """Drafts of family "count" from runs of lines that are by turns a number and what it counts."""
    found: list[Draft] = []
    run: list[tuple[Block, bool]] = []
    for block in document.blocks:
        number = _is_number(block, document.pack)
        fits = number or _is_label(block, document.pack)
        if run and (not fits or run[-1][1] == number or block.place(0)[0] != run[-1][0].place(0)[0]):
            found += _pairs(document, run)
            run = []
        if fits:
            run.append((block, number))
    return found + _pairs(document, run)


def _number(pack: Pack) -> re.Pattern[str]:
    scale = alternatives([*pack.table("numbers", "scales"), "m", "k", "K", "M", "万", "亿"])
    digits = numbers.digits_pattern(pack)
    before = alternatives([word for words in pack.table("qualifiers", "before").values() for word in words])
    return re.compile(rf"(?:{before}\s?)?{digits}(?:\s?{scale})?(?:\s?(?:人|名|个|\+|%))?\*?", re.IGNORECASE)


def _is_number(block: Block, pack: Pack) -> bool:
    text = block.text[block.body :].strip()
    if block.kind not in ("paragraph", "heading") or len(text) > 24:
        return False
    if re.fullmatch(r"(?:19|20)\d\d|\d{1,2}", text):
        return False  # a year or the number of a page
    return pack.made("counts.stacked", _number).fullmatch(text) is not None


def _is_label(block: Block, pack: Pack) -> bool:
    text = block.text[block.body :].strip()
    return (
        block.kind in ("paragraph", "heading")
        and 2 < len(text) <= _LONGEST
        and not any(char.isdigit() for char in text)
        and text[-1] not in ".。:："
        and unit_of(pack, text) is not None
    )


def _pairs(document: Document, run: Sequence[tuple[Block, bool]]) -> list[Draft]:
    """What ends a run tells the order: a number at its end stands below its label, a label below its number."""
    if len(run) < 2 * _FEWEST:
        return []
    places = [place for place, (_, number) in enumerate(run) if number]
    step = -1 if run[-1][1] else 1
    made = []
    for place in places:
        other = place + step
        if 0 <= other < len(run):
            draft = _draft(document, run[place][0], run[other][0])
            if draft is not None:
                made.append(draft)
    return made


def _draft(document: Document, number: Block, label: Block) -> Draft | None:
    pack = document.pack
    found = Facts(number, pack).numbers
    named = unit_of(pack, label.text[label.body :])
    if len(found) != 1 or named is None:
        return None
    value = found[0]
    percent = number.text.rstrip("* ").endswith("%")
    proof = document.spans(number, value.start, len(number.text))
    noun = document.spans(label, label.body, len(label.text), "label")
    text = label.original[label.body :].strip(" *")
    draft = Draft(
        "count",
        {
            "value": value.value,
            "qualifier": "more_than" if value.more or number.text.rstrip("* ").endswith("+") else "exact",
            "unit": "percent" if percent else named,
            "noun": text,
        },
        (*proof, *noun),
        {"value": proof, "noun": noun},
        0.7,
        f"{pack.code} key figure",
        block=number,
        start=value.start,
        end=len(number.text),
    )
    return draft if proof else None
