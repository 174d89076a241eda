"""Dates against the report's own period, and years that no report can mean."""

from __future__ import annotations

from collections.abc import Iterator

from db.model.dates import PartialDate
from db.model.form import Check
from db.model.records import Record
from db.model.values import State
from desktop.review import passage_dates, passages
from desktop.review.results import CheckResult
from desktop.review.rules import Surroundings

_WIDE = 32
_SESSION, _MONTH, _YEAR = 21, 31, 12 * 31  # days, roughly


def within_period(around: Surroundings, check: Check, record: Record) -> Iterator[CheckResult]:
    """Dates outside the reporting period.

    Where the passage itself names the year, or says that a later thing is planned, that is only worth a word.
    A year that was worked out, or typed, and lies outside is wrong until somebody says otherwise.

    Parameters of the check: fields, and start and end of the period in the report's own record.
    """
    start, end = _period(around, check)
    if start is None and end is None:
        return
    # The days of a session are no reporting period: its report tells of the year before it.
    session = start is not None and end is not None and _days(end.last_day()) - _days(start.first_day()) < _SESSION
    margin = _YEAR if session else 0
    for name in check.parameters["fields"]:
        value = record.value(name)
        if not isinstance(value, PartialDate):
            continue
        early = start is not None and _days(value.last_day()) < _days(start.first_day()) - margin
        late = end is not None and _days(value.first_day()) > _days(end.last_day()) + margin
        if not early and not late:
            continue
        said = _says_year(record, name, value.year, around.language) or (late and _is_planned(record, around.language))
        parameters = {
            "field": name, "family": record.family, "value": value,
            "start": str(start) if start else "…", "end": str(end) if end else "…",
        }  # fmt: skip
        code = "outside_period" if said else "outside_period_unsaid"
        found = f"{name}={value};{start}..{end}"
        yield CheckResult(check.id, said, (record.id,), (name,), code, parameters, found=found, notice=said)


def year_plausible(around: Surroundings, check: Check, record: Record) -> Iterator[CheckResult]:
    """Years that are far from the report's own, or from any that such a report could mean.

    Parameters of the check: before and after, in years from the reporting period; earliest and latest without one.
    """
    start, end = _period(around, check)
    earliest = start.year - int(check.parameters["before"]) if start else int(check.parameters["earliest"])
    latest = end.year + int(check.parameters["after"]) if end else int(check.parameters["latest"])
    for item in around.form.family(record.family).fields:
        value = record.value(item.id)
        if isinstance(value, PartialDate) and not earliest <= value.year <= latest:
            parameters = {
                "field": item.id, "family": record.family, "value": value, "earliest": earliest, "latest": latest,
            }  # fmt: skip
            yield CheckResult(check.id, False, (record.id,), (item.id,), "year_implausible", parameters)


def _days(day: tuple[int, int, int]) -> int:
    """A number that grows by one a day, and jumps where a month is shorter than 31."""
    year, month, number = day
    return year * _YEAR + month * _MONTH + number


def _period(around: Surroundings, check: Check) -> tuple[PartialDate | None, PartialDate | None]:
    if around.own is None:
        return None, None
    start = around.own.value(check.parameters.get("start", "period_start"))
    end = around.own.value(check.parameters.get("end", "period_end"))
    return start if isinstance(start, PartialDate) else None, end if isinstance(end, PartialDate) else None


def _is_planned(record: Record, language: str | None) -> bool:
    return any(passages.tells_of_plans(window) for window in passages.windows(record.evidence, language, 0))


def _says_year(record: Record, name: str, year: int, language: str | None) -> bool:
    entry = record.current[name]
    if entry.state is not State.STATED:
        return False
    spans = (*entry.evidence, *record.evidence)
    found = (point for window in passages.windows(spans, language, _WIDE) for point in passage_dates.points(window))
    return any(point[0] == year for point in found)
