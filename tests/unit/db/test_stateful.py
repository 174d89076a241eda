"""Random decisions, undos and reopenings by three people and a machine: the rules hold, the replay is the file."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from db.journal import verify
from db.model.batches import Step
from db.model.claims import Acceptance, Dismissal
from db.model.errors import RuleError
from db.model.records import KEPT, SETTLED, Approval, Decision, FieldChange
from db.model.works import WorkState
from db.store import Store
from tests.unit.db import making

PEOPLE = ("ann", "bob", "eve")
RECORDS = ("s-report", "s-count", "s-money", "s-lame")
WHO = st.sampled_from(PEOPLE)
RECORD = st.integers(0, 5)
SOAK = os.environ.get("COUNTERPROOF_SOAK") == "1"
# What a refusal may say here; anything else is a mistake of the store.
REFUSALS = {
    "decider_cannot_approve", "not_decided", "nothing_to_undo", "not_yours", "others_stand_on_it", "stale",
    "missing_required", "unknown_record", "undecided_left", "unapproved_left", "not_complete", "same_person",
    "signed_off", "machine_cannot_decide", "own_claims", "own_claim", "unknown_claim",
}  # fmt: skip


class Reviewing(RuleBasedStateMachine):
    """Keeps an account of its own of who did what, and holds the store to it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="counterproof-tests-"))
        self.store, self.work = making.reviewed(self.folder / "p.db", *PEOPLE)
        self.added: list[str] = []
        # Of each record: (person, is it a decision) in order, each with the entry it is or takes back.
        self.told: dict[str, list[tuple[str, str, str]]] = {}
        self.digests: dict[str, str] = {}

    def teardown(self) -> None:
        try:
            assert verify(self.store.database) == []
        finally:
            self.store.database.close()
            shutil.rmtree(self.folder)

    # --- what may happen ------------------------------------------------------------------------------------------

    def do(self, kind: str, who: str, fn: Any, *args: Any, **named: Any) -> None:
        signer = making.MACHINE if who == "machine" else making.signer(who)
        heads = self.store.heads()
        try:
            changes = fn(*args, signer, **named)
        except RuleError as error:
            assert error.code in REFUSALS, error
            assert self.store.heads() == heads
            return
        assert who != "machine"
        for record in changes.records if changes.entries else ():
            self.told.setdefault(record, []).append((who, kind, changes.entries[-1]))

    def pick(self, number: int) -> str:
        return [*RECORDS, *self.added][number % (len(RECORDS) + len(self.added))]

    @rule(who=WHO, number=RECORD)
    def confirm(self, who: str, number: int) -> None:
        self.do("decide", who, self.store.confirm, self.pick(number))

    @rule(who=WHO, number=RECORD, value=st.integers(38, 42), move=st.booleans())
    def correct(self, who: str, number: int, value: int, move: bool) -> None:
        record = self.pick(number)
        family = {"s-report": "title", "s-count": "women", "s-money": "amount", "s-lame": "amount"}.get(record, "women")
        fields = {family: making.stated(Decimal(value) if family != "title" else str(value))}
        if record == "s-lame":
            fields |= {"currency": making.stated("USD"), "item": making.stated("other")}
        evidence = (making.span("40 women"),) if move else None
        self.do("decide", who, self.store.correct, record, fields, evidence=evidence)

    @rule(who=WHO, number=RECORD)
    def reject(self, who: str, number: int) -> None:
        self.do("decide", who, self.store.reject, self.pick(number))

    @rule(who=WHO, number=RECORD)
    def postpone(self, who: str, number: int) -> None:
        self.do("postpone", who, self.store.postpone, self.pick(number))

    @rule(
        who=WHO, numbers=st.lists(RECORD, min_size=1, max_size=4), act=st.sampled_from(["confirm", "approve", "check"])
    )
    def batch(self, who: str, numbers: list[int], act: str) -> None:
        """Several at once; fields are checked as they stand, some or all of them."""
        known = {record.id: record for record in self.store.records()}
        steps = []
        for number in dict.fromkeys(numbers):
            record = self.pick(number)
            entries = list(known[record].current.items()) if record in known else []
            chosen = entries[: number + 1] if act == "check" else []
            fields = {key: FieldChange(entry.state, entry.value) for key, entry in chosen}
            steps.append(Step(act, record, None, fields))  # type: ignore[arg-type]
        self.several("approve" if act == "approve" else "decide", who, steps)

    @rule(who=WHO, number=RECORD, value=st.integers(38, 42))
    def mend(self, who: str, number: int, value: int) -> None:
        record = self.pick(number)
        name = {"s-report": "title", "s-count": "women", "s-money": "amount", "s-lame": "amount"}.get(record, "women")
        fields = {name: making.stated(Decimal(value) if name != "title" else str(value))}
        self.several("decide", who, [Step("mend", record, None, fields)])

    def several(self, kind: str, who: str, steps: list[Step]) -> None:
        before = {record.id: record for record in self.store.records()}
        self.do(kind, who, lambda by: self.store.decide_all(steps, by))
        told = self.store.undoable(who)
        if told is None or not any(record == told.record for record in before):
            return
        here = {record.id: record for record in self.store.records()}
        if here == before:
            return
        self.do("undo", who, self.store.undo)
        now = {record.id: record for record in self.store.records()}
        for name, record in before.items():
            # An approval that was voided stays so, and who decided before others acted stays a decider.
            assert (now[name].current, now[name].decision) == (record.current, record.decision)
        self.do("redo", who, self.store.redo)
        assert {record.id: record.current for record in self.store.records()} == {
            name: record.current for name, record in here.items()
        }

    @rule(who=WHO)
    def add(self, who: str) -> None:
        fields = {"value": making.stated(Decimal(3)), "unit": making.stated("other")}
        changes = self.store.add(self.work, "count", fields, (making.span("40"),), making.signer(who))
        (record,) = changes.records
        self.added.append(record)
        self.told.setdefault(record, []).append((who, "decide", changes.entries[-1]))

    @rule(who=WHO, number=RECORD, seen=st.booleans())
    def approve(self, who: str, number: int, seen: bool) -> None:
        record = self.pick(number)
        digest = self.digests.get(record) if seen else None
        self.do("approve", who, lambda by: self.store.approve(record, by, digest))

    @rule(who=WHO, number=RECORD)
    def return_(self, who: str, number: int) -> None:
        self.do("return", who, self.store.return_, self.pick(number))

    @rule(who=WHO)
    def undo(self, who: str) -> None:
        told = self.store.undoable(who)
        heads = self.store.heads()
        self.do("undo", who, self.store.undo)
        assert (told is None) == (self.store.heads() == heads)

    @rule(who=WHO, number=RECORD)
    def undo_on(self, who: str, number: int) -> None:
        record = self.pick(number)
        self.do("undo", who, lambda by: self.store.undo(by, record))

    @rule(who=WHO)
    def redo(self, who: str) -> None:
        told = self.store.redoable(who)
        heads = self.store.heads()
        self.do("redo", who, self.store.redo)
        assert (told is None) == (self.store.heads() == heads)

    @rule(who=WHO)
    def undo_and_redo_is_nothing(self, who: str) -> None:
        told = self.store.undoable(who)
        if told is None or told.kind not in ("record.confirmed", "record.corrected", "record.rejected"):
            return
        before = self.store.record(told.record)
        self.do("undo", who, self.store.undo)
        self.do("redo", who, self.store.redo)
        after = self.store.record(told.record)
        assert (after.digest, after.decision, after.deciders) == (before.digest, before.decision, before.deciders)

    @rule(who=WHO)
    def complete(self, who: str) -> None:
        self.do("", who, lambda by: self.store.complete(self.work, by))

    @rule(who=WHO)
    def sign_off(self, who: str) -> None:
        self.do("", who, lambda by: self.store.sign_off(self.work, by))

    @rule(who=WHO)
    def finish(self, who: str) -> None:
        """Decide all that is open, so that completing and signing off are reached at all."""
        for record in self.store.records():
            if record.decision in (Decision.NONE, Decision.POSTPONED) or record.approval is Approval.RETURNED:
                self.do("decide", who, self.store.reject, record.id, why="finish")
        self.complete(who)
        for other in PEOPLE:
            for record in self.store.records():
                if record.approval is not Approval.APPROVED and other not in record.deciders:
                    self.do("approve", other, self.store.approve, record.id)
        for other in PEOPLE:
            self.sign_off(other)

    @rule(who=WHO, words=st.sampled_from(["Nothing", "done", "Nothing else"]), place=st.integers(1, 2))
    def dismiss(self, who: str, words: str, place: int) -> None:
        """Two that begin at the same place may speak of different facts."""
        spans = (making.span(words, 2),)
        self.do("", who, lambda by: self.store.dismiss(self.work, f"2-{place}", "number", spans, by))

    @rule(who=WHO, numbers=st.lists(RECORD, min_size=1, max_size=2), found=st.sampled_from(["40>12", "40>13"]))
    def accept(self, who: str, numbers: list[int], found: str) -> None:
        records = [self.pick(number) for number in numbers]
        self.do("", who, lambda by: self.store.accept_check(self.work, "women", records, found, "as printed", by))

    def claims(self) -> list[Dismissal | Acceptance]:
        return [*self.store.dismissals(self.work), *self.store.acceptances(self.work)]

    @rule(who=WHO, number=st.integers(0, 3), undo=st.booleans())
    def take_claim_back(self, who: str, number: int, undo: bool) -> None:
        """The other persons give it back; its maker undoes it, whatever they have done since."""
        claims = self.claims()
        if not claims:
            return
        claim = claims[number % len(claims)]
        if undo:
            self.do("", who, lambda by: self.store.undo(by, claim.entry))
        else:
            self.do("", who, lambda by: self.store.give_back(claim.entry, by))
        assert (claim.entry in {other.entry for other in self.claims()}) == ((who == claim.by) != undo)

    @rule(version=st.integers(1, 3))
    def choose_reading(self, version: int) -> None:
        made = replace(making.reading(b"a report"), version=f"{version}")
        self.store.choose_reading(self.work, made, making.MACHINE)

    @rule(number=RECORD, claim=st.booleans())
    def machine_claims(self, number: int, claim: bool) -> None:
        spans, record = (making.span("done", 2),), self.pick(number)
        if claim:
            self.do("", "machine", lambda by: self.store.dismiss(self.work, "2-1", "number", spans, by))
        else:
            self.do("", "machine", lambda by: self.store.decide_all([Step("check", record, None, {})], by))

    @rule(who=WHO, version=st.integers(1, 3))
    def change_form(self, who: str, version: int) -> None:
        before = self.store.records()
        self.store.change_form(replace(self.store.form(), version=version), making.signer(who))
        assert self.store.records() == before

    @rule(number=RECORD, act=st.sampled_from(["confirm", "reject", "postpone", "approve", "return_"]))
    def machine(self, number: int, act: str) -> None:
        self.do("decide", "machine", getattr(self.store, act), self.pick(number))

    @rule()
    def suggest_again(self) -> None:
        before = self.store.records()
        self.store.suggest(self.work, making.reading(b"a report"), making.suggestions(), making.MACHINE)
        assert self.store.records() == before

    @rule()
    def look(self) -> None:
        self.digests = {record.id: record.digest for record in self.store.records()}

    @rule(check=st.booleans())
    def reopen(self, check: bool) -> None:
        before = (self.store.records(), self.store.works(), self.store.heads())
        self.store.database.close()
        self.store = Store.open(self.folder / "p.db")
        assert (self.store.records(), self.store.works(), self.store.heads()) == before
        if check:
            assert verify(self.store.database) == []

    # --- what must hold ---------------------------------------------------------------------------------------------

    @initialize()
    def begin(self) -> None:
        assert len(self.store.records()) == len(RECORDS)

    @invariant()
    def nobody_approves_what_they_decided(self) -> None:
        for record in self.store.records():
            if record.approval is Approval.APPROVED:
                assert record.decision in SETTLED
                assert record.approved_by in PEOPLE
                assert record.approved_by != record.decided_by
                assert record.approved_by not in record.deciders
                last = [kind for _, kind, _ in self.told[record.id] if kind not in ("undo", "redo")]
                assert "approve" in last
            elif record.approval is Approval.RETURNED:
                assert record.approved_by in PEOPLE  # who asked
            else:
                assert record.approved_by is None
            if record.decision in SETTLED:
                assert record.decided_by in record.deciders
            for person in self.sure_deciders(record.id):
                assert person in record.deciders, (record.id, person)

    def sure_deciders(self, record: str) -> set[str]:
        """People with a decision that was not taken back at once: the next act on the record is somebody else's."""
        told = self.told.get(record, [])
        return {who for (who, kind, _), (next_, _, _) in pairwise(told) if kind == "decide" and next_ != who}

    @invariant()
    def a_signed_off_work_is_settled(self) -> None:
        work = self.store.work(self.work)
        records = self.store.records()
        if work.state is not WorkState.OPEN:
            assert work.completed_by in PEOPLE
            assert all(record.decision in SETTLED for record in records)
            assert all(record.approval is not Approval.RETURNED for record in records)
        if work.state is WorkState.SIGNED_OFF:
            assert work.signed_off_by in PEOPLE and work.signed_off_by != work.completed_by
            self.nothing_is_left_out_by_the_signer_alone(work.signed_off_by)
            for record in records:
                if record.decision in KEPT:
                    assert record.approval is Approval.APPROVED
                elif record.approval is not Approval.APPROVED:
                    assert work.signed_off_by not in record.deciders

    def nothing_is_left_out_by_the_signer_alone(self, signer: str) -> None:
        own: set[object] = set()
        others: set[object] = set()
        for said in self.store.dismissals(self.work):
            (own if said.by == signer else others).update((said.reading, span) for span in said.spans)
        for taken in self.store.acceptances(self.work):
            (own if taken.by == signer else others).add((taken.check, taken.records, taken.found))
        assert own <= others

    @invariant()
    def the_view_shows_what_is_verified(self) -> None:
        wanted = {
            record.id
            for record in self.store.records(family="count")
            if record.approval is Approval.APPROVED and record.decision in KEPT
        }
        with self.store.database.read() as conn:
            assert {row[0] for row in conn.execute("SELECT record FROM counts")} == wanted


Reviewing.TestCase.settings = settings(
    max_examples=1000 if SOAK else 40, stateful_step_count=80 if SOAK else 40, deadline=None
)


@pytest.mark.soak
class TestReviewing(Reviewing.TestCase):
    """Some examples at every change, many in `make soak`."""
