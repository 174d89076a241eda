"""Where Enter stops: doubts and failing checks, in the order of the form, a qualifier with its number."""

from __future__ import annotations

import pytest

from db.model.claims import Acceptance
from desktop.review.checks import CheckResult
from desktop.review.results import Accepted
from desktop.ui.form.context import FormContext
from desktop.ui.form.stops import stops
from tests.qt.form.material import form


def failing(*fields: str, ok: bool = False, accepted: Accepted | None = None) -> CheckResult:
    return CheckResult("some", ok, ("r1",), fields, "part_above_whole", accepted=accepted)


@pytest.mark.parametrize(
    ("unsure", "results", "wanted"),
    [
        ((), (), ()),
        (("women", "value"), (), ("value", "women")),
        (("value", "qualifier"), (), ("value",)),
        (("qualifier",), (), ("qualifier",)),
        ((), (failing("women", "value"),), ("women",)),
        (("noun",), (failing("women", "value"),), ("noun", "women")),
        ((), (failing("amount"),), ()),
        ((), (failing("women", ok=True),), ()),
    ],
)
def test_stops(unsure: tuple[str, ...], results: tuple[CheckResult, ...], wanted: tuple[str, ...]) -> None:
    family = form().family("count")
    assert stops(family, FormContext(task="decide", unsure=unsure, results=results), "r1") == wanted
    assert stops(family, FormContext(task=None, unsure=unsure, results=results), "r1") == ()


def test_both_ends_of_a_range_of_dates_are_looked_at() -> None:
    context = FormContext(task="decide", unsure=("end", "start"))
    assert stops(form().family("activity"), context, "r1") == ("start", "end")


def test_the_second_person_stops_where_a_check_fails() -> None:
    context = FormContext(task="approve", results=(failing("women"),))
    assert stops(form().family("count"), context, "r1") == ("women",)


def test_what_was_accepted_stops_nobody() -> None:
    said = Acceptance("e1", "w1", "some", ("r1",), "99;24", "The table says so.", "ada", "2026-01-01T00:00:00Z")
    context = FormContext(task="decide", results=(failing("women", accepted=said),))
    assert stops(form().family("count"), context, "r1") == ()
