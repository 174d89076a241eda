"""Records as the list and the pages show them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from db.model.dataclass import dataclass
from db.model.form import Form
from db.model.lines import Decided, Line, values_of
from db.model.records import KEPT, Approval, Decision, Record
from desktop.ui.check_words import check_sentence
from desktop.ui.findings import SUMS, TOLD
from desktop.ui.queue.caption import caption, term, value_text
from desktop.ui.queue.figures import grouped
from desktop.ui.status_line import Sum

if TYPE_CHECKING:
    from desktop.review.checks import CheckResult

NAMED = 2000  # records whose names are kept


def country_name(code: str, language: str) -> str:
    """The country's name in the reader's language."""
    from desktop.language import territories

    return territories.name(code, language)


class Names:
    """What records are called, kept as long as the record is the same object, of those that were named last."""

    def __init__(self, form: Form, language: str) -> None:
        self._form = form
        self._language = language
        self._known: dict[str, tuple[Record | Line, str]] = {}

    def __call__(self, record: Record | Line) -> str:
        """The record in a few words."""
        known = self._known.get(record.id)
        if known is None or known[0] is not record:
            if len(self._known) >= NAMED:
                self._known.clear()
            known = self._known[record.id] = record, name(record, self._form, self._language)
        return known[1]


def mark_state(record: Decided) -> str:
    """The state that the pages tell apart."""
    if record.decision is Decision.REJECTED:
        return "rejected"
    if record.approval is Approval.APPROVED:
        return "approved"
    return "decided" if record.decision in KEPT else "undecided"


def name(record: Record | Line, form: Form, language: str) -> str:
    """The record in a few words, as a list or a message names it."""
    values = values_of(record)
    figure = value_text(record.family, values)
    words = caption(form, record.family, values, language, country_name)
    return f"{figure} {words}".strip()


@dataclass(frozen=True)
class Sentence:
    """What a check found, in words that are made when they are read."""

    result: CheckResult
    form: Form
    language: str

    def __call__(self) -> str:
        return check_sentence(self.result, self.form, self.language)


def make_sums(
    checks: Sequence[CheckResult], form: Form, language: str, names: Callable[[str], str] | None = None
) -> list[Sum]:
    """The sums of statements, those that hold too, and what other checks find wrong.

    Args:
        names: a record in a few words, by its id; what other checks find is left out where it is not given.
    """
    found_sums = [result for result in checks if result.code in SUMS]
    one_year = len({result.parameters.get("fiscal_year") for result in found_sums}) == 1
    sums = []
    for result in found_sums:
        found = result.parameters.get("found")
        year = result.parameters.get("fiscal_year")
        text = term(form, "item", result.parameters.get("item"), language)
        text = text[:1].upper() + text[1:]
        text += f" {year}" if year and not one_year else ""
        text += f" {grouped(found)}" if isinstance(found, Decimal) else ""
        detail = Sentence(result, form, language)
        first, known = (result.records[0] if result.records else None), result.accepted is not None
        sums.append(Sum(text.strip(), result.ok, detail, first, accepted=known))
    others = [each for each in checks if each.fails and each.code != "sum_differs" and each.records]
    if names is None:
        return sums
    for result in others[:TOLD]:
        words = names(result.records[0])
        words = words if len(words) <= 32 else words[:31] + "…"
        sums.append(Sum(words, False, Sentence(result, form, language), result.records[0], sign=""))
    return sums
