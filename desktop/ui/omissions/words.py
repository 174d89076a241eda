"""Words for what was left out: kinds, excerpts with the facts made plain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from db.model.readings import Reading
    from desktop.review.omissions import Omission
    from desktop.ui.theme import Theme

_HAN = "[\u2e80-\u9fff\uff00-\uffef]"
_HAN_LINE_END = re.compile(rf"(?<={_HAN})\n+(?={_HAN}|<)|(?<=>)\n+(?={_HAN})")
LONGEST = 32  # characters of a fact that stand in the list
BEFORE, AFTER = 220, 320  # characters of a long passage that are shown around its facts


def kind_word(kind: str) -> str:
    """What kind of fact it may be, in the reader's words."""
    translate = QCoreApplication.translate
    return {
        "amount": translate("Omissions", "amount"),
        "row": translate("Omissions", "table row"),
        "number": translate("Omissions", "number"),
        "date": translate("Omissions", "date"),
        "country": translate("Omissions", "country"),
        "doing": translate("Omissions", "activity"),
    }.get(kind, kind)


def family_of(omission: Omission) -> str:
    """The family that it most likely belongs to."""
    if omission.kind in ("amount", "row"):
        return "financial_figure"
    return "count" if omission.kind == "number" else "activity"


def snippet(omission: Omission, reading: Reading) -> str:
    """The facts and a few words around the first, on one line."""
    first = omission.facts[0]
    text = reading.pages[first.page - 1].text
    _, start, end = next(part for part in omission.passage if part[0] == first.page)
    begin = max(start, first.start - 28)
    shown = " ".join(_flat(text[begin : min(end, begin + 160)]).split())
    return f"…{shown}" if begin > start else shown


def fact_words(omission: Omission, reading: Reading) -> str:
    """The words of the fact that it is named for, on one line: what it is that no record cites."""
    first = next((fact for fact in omission.facts if fact.kind == omission.kind), omission.facts[0])
    text = " ".join(_flat(reading.pages[first.page - 1].text[first.start : first.end]).split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def excerpt(omission: Omission, reading: Reading) -> tuple[str, list[tuple[int, int]]]:
    """The passage, or what stands around its facts where it is long, and where in that text the facts are."""
    text, marks = "", []
    for page, start, end in omission.passage:
        facts = [fact for fact in omission.facts if fact.page == page]
        whole = reading.pages[page - 1].text
        begin = max(start, facts[0].start - BEFORE) if facts else start
        stop = min(end, facts[-1].end + AFTER) if facts else min(end, start + AFTER)
        text += ("…" if begin > start else "") + (" " if text else "")
        offset = len(text) - begin
        text += whole[begin:stop] + ("…" if stop < end else "")
        marks += [(fact.start + offset, fact.end + offset) for fact in facts]
    return text, marks


def marked(text: str, marks: Sequence[tuple[int, int]], theme: Theme) -> str:
    """The text as HTML; marked runs are bold, underlined and on a coloured ground, so that no colour is needed."""
    parts, at = [], 0
    style = f"background-color:{theme.money_soft}; font-weight:600; text-decoration:underline;"
    for start, end in marks:
        parts.append(escape(text[at:start]))
        parts.append(f'<span style="{style}">{escape(text[start:end])}</span>')
        at = end
    parts.append(escape(text[at:]))
    return _flat("".join(parts))


def _flat(text: str) -> str:
    """Line ends taken out; between Chinese characters nothing stands for them."""
    return _HAN_LINE_END.sub("", text).replace("\n", " ")
