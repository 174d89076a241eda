"""One figure of the page that two records take for different things: the wrong cell, or the row above it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from db.model.form import Check
from db.model.records import Record
from desktop.review.results import CheckResult
from desktop.review.rules import Surroundings


class OneFigure:
    """Whether records that are proved by the same figure say the same of it.

    Parameters of the check:
        value: by family the field of the figure; about: by family the fields that tell what it is.

    Where one of them leaves a field open, that contradicts nothing; labels of two rows do.
    """

    def __init__(self, check: Check) -> None:
        self._value, self._about = check.parameters["value"], check.parameters["about"]

    def key(self, record: Record) -> Hashable | None:
        """Where its figure stands, None where nothing tells."""
        entry = record.current.get(self._value.get(record.family, ""))
        spans = [span for span in entry.evidence if span.role == "value"] if entry is not None else []
        if len(spans) != 1:
            return None
        return record.reading, record.family, spans[0].page, spans[0].start, spans[0].end

    def rule(self, around: Surroundings, check: Check, records: Sequence[Record]) -> Iterator[CheckResult]:
        """Compare each with those before it, the first difference of each pair."""
        for index, record in enumerate(records):
            for other in records[:index]:
                field = self._differing(record, other)
                if field is None:
                    continue
                value = record.value(self._value[record.family])
                parameters = {
                    "field": field, "family": record.family, "value": record.value(field), "other": other.value(field),
                    "found": value, "page": record.order[0],
                }  # fmt: skip
                code = "figure_taken_twice" if parameters["value"] != parameters["other"] else "figure_of_two_rows"
                yield CheckResult(check.id, False, (record.id, other.id), (field,), code, parameters)
                break

    def _differing(self, record: Record, other: Record) -> str | None:
        for field in self._about[record.family]:
            mine, theirs = record.value(field), other.value(field)
            if mine is not None and theirs is not None and mine != theirs:
                return str(field)
        # Two rows of one kind have labels of their own.
        return str(self._value[record.family]) if _rows(record) != _rows(other) else None


def _rows(record: Record) -> frozenset[tuple[int, int, str]]:
    """Where the labels of a table figure's row stand."""
    return frozenset((span.page, span.start, span.quote) for span in record.evidence if span.role == "label")
