"""Records out of the cases' data: values, a quote, passages of fields within it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from db.model.dates import PartialDate
from db.model.evidence import CONTEXT_LENGTH, Evidence, Role, Span
from db.model.records import FieldEntry, Record
from db.model.values import State, Value


def value_of(given: Any) -> Value:
    """Numbers become Decimals, lists tuples, texts that begin with "@" dates."""
    if isinstance(given, (int, float)):
        return Decimal(str(given))
    if isinstance(given, list):
        return tuple(given)
    if isinstance(given, str) and given.startswith("@"):
        return PartialDate.parse(given[1:])
    return given  # type: ignore[no-any-return]


def record_of(case: Mapping[str, Any], values: Mapping[str, Any], number: int = 1) -> Record:
    """One record.

    Args:
        case: family, quote, prefix, suffix, label and header (lists of texts beside it), page, place, proof (field to
            its passage), typed (fields that a person typed without a passage), repeats (number of the record that it
            repeats), work.
    """
    quote = str(case.get("quote", "passage"))
    prefix, suffix = str(case.get("prefix", "")), str(case.get("suffix", ""))
    whole = prefix + quote + suffix
    page, place = int(case.get("page", 1)), int(case.get("place", number * 40))
    typed = case.get("typed", ())

    def span(text: str) -> Evidence:
        start = whole.index(text, 0 if text not in quote else len(prefix))
        end = start + len(text)
        context = whole[max(start - CONTEXT_LENGTH, 0) : start], whole[end : end + CONTEXT_LENGTH]
        return (Span(page, place + start, place + end, text, *context),)

    proof = {name: span(str(text)) for name, text in case.get("proof", {}).items()}
    current = {
        name: FieldEntry(
            value_of(given), State.STATED, "person" if name in typed else "machine", "rules", None,
            () if name in typed else proof.get(name, ()),
        )
        for name, given in values.items()
    }  # fmt: skip
    roles: tuple[Role, ...] = ("label", "header")
    beside = [(role, str(text)) for role in roles for text in case.get(role, ())]
    rest = [
        Span(page, place + 200 + n, place + 200 + n + len(text), text, role=role)
        for n, (role, text) in enumerate(beside)
    ]
    repeats = case.get("repeats")
    return Record(
        id=f"r{number}",
        work=str(case.get("work", "w1")),
        reading="x",
        family=str(case.get("family", "count")),
        order=(page, place),
        current=current,
        machine={name: entry for name, entry in current.items() if name not in typed},
        evidence=(*span(quote), *rest),
        repeat_of=f"r{repeats}" if repeats else None,
    )
