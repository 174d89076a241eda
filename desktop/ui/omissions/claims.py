"""One thing that was left out, in words: who said so, why, and the passage it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from db.model.dataclass import dataclass
from desktop.ui.omissions.words import kind_word

if TYPE_CHECKING:
    from db.model.claims import Acceptance, Dismissal
    from db.model.evidence import Evidence
    from db.model.readings import Reading
    from db.model.records import Record
    from desktop.services.omissions import Left

AROUND = 160  # characters of the page before and behind a passage


@dataclass(frozen=True)
class Shown:
    """What the reviewer looks at.

    Attributes:
        id: of the record or of the entry; kind: "rejected", "dismissed" or "accepted".
        head: what was said of it; who: by whom and when; why: the reason, where there is one.
        text: the passage with what stands around it; marks: where in it the passage is; page: 0 where it has none.
        own_text: words of a record or a check that are no passage.
    """

    id: str
    kind: str
    head: str
    who: str
    why: str
    text: str
    marks: tuple[tuple[int, int], ...]
    page: int
    own_text: str = ""


def to_show(left: Left, reading: Reading | None, names: Mapping[str, str], told: Mapping[str, str]) -> list[Shown]:
    """What of it is shown, in order.

    Args:
        told: record id or acceptance's entry to a few words.
    """
    wanted = set(left.shown)
    shown = [_rejected(item, reading, names, told) for item in left.rejected if item.id in wanted]
    shown += [_dismissed(item, reading, names) for item in left.dismissed if item.entry in wanted]
    return shown + [_accepted(item, names, told) for item in left.accepted if item.entry in wanted]


def _rejected(item: Record, reading: Reading | None, names: Mapping[str, str], told: Mapping[str, str]) -> Shown:
    text, marks, page = around(item.evidence, reading)
    return Shown(
        item.id,
        "rejected",
        QCoreApplication.translate("Claims", "Rejected: no record"),
        _who(item.decided_by, item.decided_at, names),
        item.why or "",
        text,
        marks,
        page,
        told.get(item.id, ""),
    )


def _dismissed(item: Dismissal, reading: Reading | None, names: Mapping[str, str]) -> Shown:
    text, marks, page = around(item.spans, reading)
    head = QCoreApplication.translate("Claims", "Not a fact: {kind}").format(kind=kind_word(item.kind))
    return Shown(item.entry, "dismissed", head, _who(item.by, item.at, names), item.why or "", text, marks, page)


def _accepted(item: Acceptance, names: Mapping[str, str], told: Mapping[str, str]) -> Shown:
    head = QCoreApplication.translate("Claims", "A failing check that was accepted")
    words = told.get(item.entry, item.found)
    return Shown(item.entry, "accepted", head, _who(item.by, item.at, names), item.why, "", (), 0, words)


def _who(person: str | None, at: str | None, names: Mapping[str, str]) -> str:
    name = names.get(person or "", person or "")
    return f"{name}, {at[:10]}" if at else name


def around(spans: Evidence, reading: Reading | None) -> tuple[str, tuple[tuple[int, int], ...], int]:
    """The spans of the first page with what stands around them, and where they are in that text."""
    if not spans:
        return "", (), 0
    page = spans[0].page
    here = sorted((span.start, span.end) for span in spans if span.page == page)
    if reading is None or not 1 <= page <= len(reading.pages):
        return spans[0].quote, ((0, len(spans[0].quote)),), page
    text = reading.pages[page - 1].text
    begin, end = max(0, here[0][0] - AROUND), min(len(text), here[-1][1] + AROUND)
    before, behind = ("…" if begin > 0 else ""), ("…" if end < len(text) else "")
    marks: list[tuple[int, int]] = []
    for start, stop in here:
        first = max(start, marks[-1][1] + begin - len(before)) if marks else start
        if first < stop:
            marks.append((first - begin + len(before), stop - begin + len(before)))
    return f"{before}{text[begin:end]}{behind}", tuple(marks), page
