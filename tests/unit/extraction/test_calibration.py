"""Confidences come from counting: never falling, drawn to the mean where few were seen, unknown where none were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.extraction import calibration

LEVELS = st.lists(
    st.tuples(st.sampled_from([0.45, 0.55, 0.7, 0.85, 0.95]), st.integers(0, 40), st.integers(0, 40)).map(
        lambda row: (row[0], min(row[1], row[2]), max(row[1], row[2]))
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda row: row[0],
)


@given(LEVELS)
def test_a_curve_never_falls_and_stays_a_share(levels: list[calibration.Level]) -> None:
    points = calibration.curve(levels)
    shares = [share for _, share in points]
    assert shares == sorted(shares)
    assert all(0 < share < 1 for share in shares)


@given(LEVELS, st.floats(0, 1), st.floats(0, 1))
def test_more_said_is_never_less_sure(levels: list[calibration.Level], first: float, second: float) -> None:
    points = calibration.curve(levels)
    low, high = sorted((first, second))
    assert calibration.at(points, low) <= calibration.at(points, high)


def test_many_cases_outweigh_the_mean() -> None:
    points = calibration.curve([(0.6, 50, 100), (0.9, 99, 100)])
    assert calibration.at(points, 0.6) == pytest.approx(0.51, abs=0.02)
    assert calibration.at(points, 0.9) == pytest.approx(0.98, abs=0.02)


def test_unknown_is_none_and_a_doubt_stays() -> None:
    curves = calibration.curves({"count": {"value": [(0.6, 10, 10)]}})
    assert calibration.calibrated("count", "noun", 0.9, curves) is None
    assert calibration.calibrated("count", "value", 0.3, curves) == 0.3
    assert calibration.calibrated("count", "value", 0.6, curves) == pytest.approx(0.98, abs=0.03)


def test_what_is_shipped_says_nine_in_ten_of_what_is_right() -> None:
    """The counts of the product: the surest level of what clerks look at first is at least nine in ten."""
    for family, field in (("count", "value"), ("financial_figure", "amount"), ("activity", "start")):
        assert (calibration.calibrated(family, field, 0.97) or 0) >= 0.9
