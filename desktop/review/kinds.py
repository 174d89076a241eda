"""The kinds of check that a form may name, and the rules that carry them out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from db.model.form import Check, Form
from desktop.review import single
from desktop.review.rules import EachRecord, Rule
from desktop.review.statements import SUM, StatementSums

Maker: TypeAlias = Callable[[Check], Rule]

_KINDS: Mapping[str, Maker] = {
    "bounds": lambda check: EachRecord(check, single.bounds),
    "part_not_above_whole": lambda check: EachRecord(check, single.part_not_above_whole),
    "start_before_end": lambda check: EachRecord(check, single.start_before_end),
}
# Kinds whose checks are carried out together: what one finds helps the others.
_TOGETHER: Mapping[str, Callable[[Sequence[Check]], Rule]] = {SUM: StatementSums}


def known_kinds() -> frozenset[str]:
    """The kinds of check that a form may name."""
    return frozenset(_KINDS) | frozenset(_TOGETHER)


def rules_of(form: Form) -> Iterator[tuple[frozenset[str], Rule]]:
    """The rules of a form's checks, each with the families it looks at; kinds that are not known are left out."""
    for check in form.checks:
        maker = _KINDS.get(check.kind)
        if maker is not None:
            yield frozenset(check.families), maker(check)
    for kind, together in _TOGETHER.items():
        checks = [check for check in form.checks if check.kind == kind]
        if checks:
            yield frozenset(family for check in checks for family in check.families), together(checks)
