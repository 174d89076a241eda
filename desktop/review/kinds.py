"""The kinds of check that a form may name, and the rules that carry them out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from db.model.form import Check, Form
from desktop.review import factors, periods, repeats, single, statements, wording
from desktop.review.across import Across, BalancesMeet, Elsewhere, LanguagesAgree
from desktop.review.entailment import quote_entails
from desktop.review.outliers import Outliers
from desktop.review.places import OneFigure
from desktop.review.rules import EachGroup, EachRecord, Rule
from desktop.review.statements import SUM, Breakdown, StatementSums

Maker: TypeAlias = Callable[[Check], Rule]


def _breakdown(check: Check) -> Rule:
    kind = Breakdown(check)
    return EachGroup(check, kind.key, kind.rule)


def _one_figure(check: Check) -> Rule:
    kind = OneFigure(check)
    return EachGroup(check, kind.key, kind.rule)


_KINDS: Mapping[str, Maker] = {
    "bounds": lambda check: EachRecord(check, single.bounds),
    "part_not_above_whole": lambda check: EachRecord(check, single.part_not_above_whole),
    "start_before_end": lambda check: EachRecord(check, single.start_before_end),
    "within_period": lambda check: EachRecord(check, periods.within_period, reads_report=True),
    "year_plausible": lambda check: EachRecord(check, periods.year_plausible, reads_report=True),
    "quote_entails": lambda check: EachRecord(check, quote_entails, reads_report=True),
    "repeats_agree": lambda check: EachGroup(check, repeats.first_of, repeats.repeats_agree),
    "same_factor": lambda check: EachGroup(check, factors.page_of_table, factors.same_factor),
    "outlier": Outliers,
    "breakdown": _breakdown,
    "one_figure": _one_figure,
    "text_as_in_table": lambda check: EachGroup(check, wording.amount_key, wording.text_as_in_table),
    "carried_over": lambda check: EachGroup(check, statements.balances_key, statements.carried_over),
}
# Kinds that need the other reports of the project.
_ACROSS: Mapping[str, type[Across]] = {"balances_meet": BalancesMeet, "languages_agree": LanguagesAgree}
# Kinds whose checks are carried out together: what one finds helps the others.
_TOGETHER: Mapping[str, Callable[[Sequence[Check]], Rule]] = {SUM: StatementSums}


def known_kinds() -> frozenset[str]:
    """The kinds of check that a form may name."""
    return frozenset(_KINDS) | frozenset(_TOGETHER) | frozenset(_ACROSS)


def rules_of(form: Form, elsewhere: Elsewhere | None = None) -> Iterator[tuple[frozenset[str], Rule]]:
    """The rules of a form's checks, each with the families it looks at; kinds that are not known are left out."""
    for check in form.checks:
        if check.kind in _ACROSS:
            yield frozenset(check.families), _ACROSS[check.kind](check, elsewhere)
        maker = _KINDS.get(check.kind)
        if maker is not None:
            yield frozenset(check.families), maker(check)
    for kind, together in _TOGETHER.items():
        checks = [check for check in form.checks if check.kind == kind]
        if checks:
            yield frozenset(family for check in checks for family in check.families), together(checks)
