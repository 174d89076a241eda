"""The fold by itself: what merged copies may bring, which no store would have let happen."""

from __future__ import annotations

from typing import Any

from db.model.records import Approval, Decision
from db.projections import fold
from db.projections.fold import Act
from tests.unit.db import making

FAMILIES = {family.id: family for family in making.form().families}
SPAN = {"page": 1, "start": 3, "end": 4, "quote": "7"}


def act(clock: int, kind: str, person: str = "ann", target: str | None = None, **body: Any) -> Act:
    return Act(f"e{clock}", clock, kind, person, f"2030-01-01T00:00:{clock:02}.000Z", body, target)


def begin(**fields: str) -> Act:
    given = {key: {"value": value, "evidence": [SPAN]} for key, value in (fields or {"value": "7"}).items()}
    return act(
        1, "records.suggested", "m", work="w", reading="r", source="machine", family="count", fields=given,
        evidence=[SPAN],
    )  # fmt: skip


def folded(*acts: Act) -> fold.State:
    state = fold.fold(acts, FAMILIES)
    assert state is not None
    return state


def corrected(clock: int, person: str, value: str, **more: Any) -> Act:
    return act(clock, "record.corrected", person, fields={"value": {"state": "stated", "value": value}}, **more)


def undone(clock: int, target: int, person: str = "ann") -> Act:
    return act(clock, "entry.undone", person, f"e{target}")


def test_nothing_happened_yet() -> None:
    state = folded(begin())
    assert (state.decision, state.approval, state.order, state.deciders) == (
        Decision.NONE, Approval.NONE, (1, 3), frozenset(),
    )  # fmt: skip
    assert fold.fold([], FAMILIES) is None


def test_the_digest_is_of_values_and_quotes_and_not_of_labels() -> None:
    digests = {
        folded(begin()).digest,
        folded(begin(value="8")).digest,
        folded(begin(value="7", unit="other")).digest,
        folded(begin(), act(2, "record.rejected")).digest,
        folded(begin(), act(2, "record.corrected", fields={"value": {"state": "unreadable"}})).digest,
        folded(begin(), act(2, "record.corrected", fields={}, evidence=[{**SPAN, "quote": "8"}])).digest,
    }
    assert len(digests) == 6
    assert folded(begin(), act(2, "record.confirmed")).digest == folded(begin()).digest
    assert folded(begin(), act(2, "record.corrected", fields={}, evidence=[{**SPAN, "start": 9}])).digest in digests


def test_an_approval_of_something_else_counts_for_nothing() -> None:
    state = folded(begin(), act(2, "record.confirmed"), act(3, "record.approved", "bob", digest="other"))
    assert (state.approval, state.approved_by) == (Approval.VOIDED, None)


def test_nor_one_by_somebody_who_decided_in_another_copy() -> None:
    digest = folded(begin()).digest
    acts = [begin(), act(2, "record.confirmed", "bob"), act(3, "record.confirmed", "ann")]
    assert folded(*acts, act(4, "record.approved", "bob", digest=digest)).approval is Approval.VOIDED
    assert folded(*acts, act(4, "record.approved", "eve", digest=digest)).approval is Approval.APPROVED


def test_nor_one_of_what_was_undone_meanwhile() -> None:
    digest = folded(begin()).digest
    acts = [begin(), act(2, "record.confirmed"), undone(3, 2), act(4, "record.approved", "bob", digest=digest)]
    state = folded(*acts)
    assert (state.decision, state.approval) == (Decision.NONE, Approval.VOIDED)


def test_a_change_in_another_copy_voids_in_either_order() -> None:
    digest = folded(begin()).digest
    before = [begin(), act(2, "record.confirmed")]
    approval, change = act(3, "record.approved", "bob", digest=digest), corrected(4, "eve", "8")
    assert folded(*before, approval, change).approval is Approval.VOIDED
    late = act(5, "record.approved", "bob", digest=digest)
    assert folded(*before, change, late).approval is Approval.VOIDED


def test_an_undone_change_voids_too() -> None:
    digest = folded(begin()).digest
    acts = [begin(), act(2, "record.confirmed"), act(3, "record.approved", "bob", digest=digest)]
    acts += [corrected(4, "eve", "8"), undone(5, 4, "eve")]
    state = folded(*acts)
    assert (state.approval, state.digest, state.deciders) == (Approval.VOIDED, digest, {"ann"})
    assert [answer.standing for answer in state.answers] == [True, False]


def test_redo_is_the_undo_of_the_undo() -> None:
    acts = [begin(), corrected(2, "ann", "8"), undone(3, 2), undone(4, 3)]
    assert fold.standing(acts) == {"e1", "e2", "e4"}
    assert folded(*acts).current["value"].data["value"] == "8"
    acts.append(undone(5, 2))
    assert fold.standing(acts) == {"e1", "e4", "e5"}
    assert folded(*acts).current["value"].data["value"] == "7"
    acts.append(undone(6, 5))
    assert folded(*acts).current["value"].data["value"] == "8"


def test_deciders() -> None:
    def of(*acts: Act) -> frozenset[str]:
        return fold.deciders(acts, fold.standing(acts))

    confirm = act(2, "record.confirmed")
    assert of(begin(), confirm) == {"ann"}
    assert of(begin(), confirm, undone(3, 2)) == frozenset()
    assert of(begin(), confirm, act(3, "record.returned", "bob"), undone(4, 2)) == {"ann"}
    assert of(begin(), confirm, act(3, "record.postponed", "bob"), undone(4, 2)) == {"ann"}
    assert of(begin(), confirm, undone(3, 2), act(4, "record.rejected", "bob")) == {"bob"}
    assert of(begin(), act(2, "record.postponed")) == frozenset()
    # Undone, done again, looked at by another, undone once more: the other has acted on it.
    acts = [begin(), confirm, undone(3, 2), undone(4, 3), act(5, "record.returned", "bob"), undone(6, 2)]
    assert of(*acts) == {"ann"}


def test_the_same_suggestion_from_two_copies_is_one_record() -> None:
    again = act(
        2, "records.suggested", "m2", work="w", reading="r", source="machine", family="count",
        fields={"value": {"value": "9"}}, evidence=[SPAN],
    )  # fmt: skip
    state = folded(begin(), again)
    assert state.current["value"].data["value"] == "7"
    assert [answer.data["value"] for answer in state.answers] == ["7", "9"]


def test_a_record_whose_beginning_is_undone_is_none() -> None:
    added = act(
        1, "record.added", work="w", reading="r", family="count", evidence=[SPAN],
        fields={"value": {"state": "stated", "value": "7"}},
    )  # fmt: skip
    acts = [added, undone(2, 1)]
    assert fold.fold(acts, FAMILIES) is None
    state = folded(*acts, undone(3, 2))
    assert (state.decision, state.origin, state.current["value"].data["origin"]) == (Decision.ADDED, "ann", "ann")


def test_a_field_the_form_has_lost_in_merging_does_no_harm() -> None:
    state = folded(begin(value="7", vanished="x"))
    assert state.digest
