"""Partial dates: a year, a month of a year, or a day, as the source states them."""

from __future__ import annotations

import re

from db.model.dataclass import dataclass

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, order=False)
class PartialDate:
    """A date to the precision that was stated; it has no zone.

    The text form is that of ISO 8601 with reduced precision: ``2019``, ``2019-07`` or ``2019-07-04``.

    Raises:
        ValueError: month, day or year do not exist in the proleptic Gregorian calendar.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.year <= 9999:
            raise ValueError(f"no such year: {self.year}")
        if self.month is None:
            if self.day is not None:
                raise ValueError("a day needs a month")
            return
        if not 1 <= self.month <= 12:
            raise ValueError(f"no such month: {self.month}")
        if self.day is not None and not 1 <= self.day <= _days(self.year, self.month):
            raise ValueError(f"no such day: {self.year:04}-{self.month:02}-{self.day}")

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read the ISO form; raises ValueError for anything else."""
        match = _SHAPE.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"not a date of the form YYYY, YYYY-MM or YYYY-MM-DD: {text!r}")
        year, month, day = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    def __str__(self) -> str:
        text = f"{self.year:04}"
        if self.month is not None:
            text += f"-{self.month:02}"
        if self.day is not None:
            text += f"-{self.day:02}"
        return text

    def first_day(self) -> tuple[int, int, int]:
        """The earliest day it can mean, as (year, month, day)."""
        return self.year, self.month or 1, self.day or 1

    def last_day(self) -> tuple[int, int, int]:
        """The latest day it can mean, as (year, month, day)."""
        month = self.month or 12
        return self.year, month, self.day or _days(self.year, month)


def _days(year: int, month: int) -> int:
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if leap else _DAYS[month - 1]
