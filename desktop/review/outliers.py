"""Values far from all others of their kind: a hundred times off the median, and beyond the group's own spread."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right, insort
from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal

from db.model.form import Check
from db.model.records import Record
from desktop.review import passages
from desktop.review.results import CheckResult
from desktop.review.rules import Change, Surroundings

_SPREAD = 4.0  # robust standard deviations
_SIGMA = 1.349  # quartiles of a normal distribution lie so many standard deviations apart
_RARE, _MOST = 0.05, 20  # of a group stand out, at most: a share and a number
_FLOOR = 0.2  # of a standard deviation, in powers of ten: equal values have none


class Outliers:
    """Keeps each group's values sorted, so that one change costs little however large the group is.

    Parameters of the check:
        value: the field; alike: fields whose values make a group.
        least: how many values a group needs; times: how many times off the median.

    An outlier that its passage states in so many words is only worth a word: the report says so. One that was typed,
    or worked out, is wrong until somebody says otherwise.
    """

    reads_report = False

    def __init__(self, check: Check) -> None:
        self._check = check
        self._field = str(check.parameters["value"])
        self._groups: dict[Hashable, list[tuple[float, str]]] = {}
        self._of: dict[str, tuple[Hashable, float, Record]] = {}
        self._told: dict[Hashable, frozenset[str]] = {}
        self._usual: dict[Hashable, Decimal] = {}

    def update(self, changed: Sequence[Change], surroundings: Surroundings) -> Mapping[Hashable, Sequence[CheckResult]]:
        """Take in what changed, and tell which values of the touched groups stand out now."""
        touched: dict[Hashable, set[str]] = {}
        for old, new in changed:
            known = self._of.pop(old.id, None) if old is not None else None
            if old is not None and known is not None:
                group = self._groups[known[0]]
                del group[bisect_left(group, (known[1], old.id))]
                touched.setdefault(known[0], set()).add(old.id)
            key = self._key(new) if new is not None else None
            if new is not None and key is not None:
                value = new.value(self._field)
                assert isinstance(value, Decimal)
                size = _powers(abs(value))
                insort(self._groups.setdefault(key, []), (size, new.id))
                self._of[new.id] = key, size, new
                touched.setdefault(key, set()).add(new.id)
        found: dict[Hashable, Sequence[CheckResult]] = {}
        for key, mine in touched.items():
            middle, out = self._outside(key)
            before = self._told.get(key, frozenset())
            for record_id in (before | mine) - out:
                known = self._of.get(record_id)
                if known is None or known[0] == key:
                    found[record_id] = ()
            usual = _rough(10**middle)
            for record_id in out if usual != self._usual.get(key) else (out - before) | (out & mine):
                found[record_id] = (self._tell(self._of[record_id][2], usual, surroundings),)
            self._told[key], self._usual[key] = out, usual
        return found

    def _key(self, record: Record) -> Hashable | None:
        value = record.value(self._field)
        if not isinstance(value, Decimal) or not value:
            return None
        alike = tuple(record.value(name) for name in self._check.parameters["alike"])
        left_out = self._check.parameters.get("but", ())
        return None if None in alike or any(item in left_out for item in alike) else (record.family, *alike)

    def _outside(self, key: Hashable) -> tuple[float, frozenset[str]]:
        """The median in powers of ten, and the ids of what is too far from it."""
        group = self._groups[key]
        number = len(group)
        if number < int(self._check.parameters["least"]):
            return 0.0, frozenset()
        middle = (group[(number - 1) // 2][0] + group[number // 2][0]) / 2
        spread = max((group[(3 * number) // 4][0] - group[number // 4][0]) / _SIGMA, _FLOOR)
        reach = max(math.log10(float(self._check.parameters["times"])), _SPREAD * spread)
        low, high = bisect_left(group, (middle - reach, "")), bisect_right(group, (middle + reach, "\U0010ffff"))
        out = [item for _, item in (*group[:low], *group[high:])]
        # Many that stand out together are another kind of value, and no mistakes.
        return middle, frozenset(out if len(out) <= max(min(number * _RARE, _MOST), 1) else ())

    def _tell(self, record: Record, usual: Decimal, around: Surroundings) -> CheckResult:
        value = record.value(self._field)
        assert isinstance(value, Decimal)
        entry = record.current[self._field]
        seen = passages.windows(entry.evidence or record.evidence, around.language)
        said = any(figure.value == abs(value) for window in seen for figure in passages.figures(window))
        times = _rough(float(max(abs(value) / usual, usual / abs(value))))
        parameters = {
            "field": self._field, "family": record.family, "value": value, "median": usual, "times": times,
        }  # fmt: skip
        return CheckResult(
            self._check.id, said, (record.id,), (self._field,), "outlier_said" if said else "outlier", parameters,
            notice=said,
        )  # fmt: skip


def _powers(value: Decimal) -> float:
    """The logarithm to the base of ten, also of numbers that no float holds."""
    places = value.adjusted()
    return places + math.log10(float(value.scaleb(-places)))


def _rough(number: float) -> Decimal:
    """A number to two figures."""
    return Decimal(int(float(f"{number:.2g}"))) if number >= 10 else Decimal(f"{number:.2g}")
