"""What all entries of one record make of it: a pure function, so that undoing is folding again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any

from db.canonical import canonical, sha256
from db.model.dataclass import dataclass
from db.model.form import Family
from db.model.records import SETTLED, Approval, Decision
from db.projections.kinds import (
    ADDED,
    ANSWERING,
    APPROVED,
    CHANGING,
    CHECKED,
    CONFIRMED,
    CORRECTED,
    MENDED,
    POSTPONED,
    REJECTED,
    RETURNED,
    SUGGESTED,
    TAKING_PART,
    UNDONE,
    VOIDING,
)

Json = dict[str, Any]


@dataclass(frozen=True)
class Act:
    """A journal entry as far as it concerns one record; target: what an undo takes back."""

    entry: str
    clock: int
    kind: str
    person: str
    at: str
    body: Mapping[str, Any]
    target: str | None = None


@dataclass
class Answer:
    """One answer to one field, in the journal's JSON; `standing` while the entry that gave it is not undone.

    `checked` where a person said of a machine's answer that it is right, without deciding the record.
    """

    field: str
    entry: str
    data: Json
    standing: bool
    current: bool = False
    machine: bool = False
    checked: bool = False


@dataclass
class State:
    """A record as its entries make it; answers and evidence in the journal's JSON."""

    work: str
    reading: str
    family: str
    origin: str
    added: bool
    answers: list[Answer] = field(default_factory=list)
    evidence: list[Json] = field(default_factory=list)
    current: dict[str, Answer] = field(default_factory=dict)
    confidence: str | None = None
    repeat_of: str | None = None
    links: dict[str, str] = field(default_factory=dict)
    rule: str = ""
    decision: Decision = Decision.NONE
    decided_by: str | None = None
    decided_at: str | None = None
    approval: Approval = Approval.NONE
    approved_by: str | None = None
    approved_at: str | None = None
    approved_digest: str | None = None
    question: str | None = None
    why: str | None = None
    deciders: frozenset[str] = frozenset()
    digest: str = ""

    @property
    def order(self) -> tuple[int, int]:
        """Page and offset of the first evidence; (0, 0) where there is none."""
        spans = self.evidence or [s for a in self.current.values() for s in a.data.get("evidence", ())]
        return min(((span["page"], span["start"]) for span in spans), default=(0, 0))


def standing(acts: Sequence[Act]) -> frozenset[str]:
    """Ids of the entries that no standing undo takes back; acts in the order of their clocks."""
    undone: set[str] = set()
    # An undo comes after what it takes back: seen from the end, every undo's own fate is known.
    for act in reversed(acts):
        if act.kind == UNDONE and act.entry not in undone and act.target is not None:
            undone.add(act.target)
    return frozenset(act.entry for act in acts if act.entry not in undone)


def deciders(acts: Sequence[Act], stands: frozenset[str]) -> frozenset[str]:
    """Everybody who ever had a part in deciding, those left out who undid it before anybody else acted on it."""
    found: set[str] = set()
    for index, act in enumerate(acts):
        if act.kind not in TAKING_PART or act.person in found:
            continue
        if act.entry in stands:
            found.add(act.person)
            continue
        for later in acts[index + 1 :]:
            if later.kind == UNDONE and later.target == act.entry and later.entry in stands:
                break
            if later.person != act.person and later.kind != SUGGESTED:
                found.add(act.person)
                break
    return frozenset(found)


def fold(acts: Sequence[Act], family_of: Mapping[str, Family]) -> State | None:
    """The record that these entries make, None where what brought it in has been undone.

    Args:
        acts: all entries of the record in the order (clock, id), the undone ones too.
        family_of: the form's families, for the fields' types.
    """
    stands = standing(acts)
    state: State | None = None
    for index, act in enumerate(acts):
        if act.kind in (SUGGESTED, ADDED):
            if state is None and act.entry in stands:
                state = _begin(act)
            elif state is not None and act.kind == SUGGESTED and _is_bare(state):
                state = _begin(act)  # nothing was read at first: its pages were pictures, say
            elif state is not None and act.kind == SUGGESTED:
                state.answers.extend(_machine_answers(act))
            if act.kind == SUGGESTED:
                continue
        if state is None:
            continue
        changes = act.kind in VOIDING or (act.kind == UNDONE and _undoes_change(act, acts))
        if changes and state.approval is Approval.APPROVED:
            # Also by what is undone later: an approval that a change has voided does not come back.
            state.approval = Approval.VOIDED
            state.approved_by = state.approved_at = state.approved_digest = None
        if act.kind in (CORRECTED, MENDED) and act.entry not in stands:
            answers = _person_answers(act, state, standing=False)
            if act.body.get("reading", state.reading) != state.reading:
                answers = [_without_evidence(answer) for answer in answers]
            state.answers.extend(answers)
        if act.entry not in stands:
            continue
        if act.kind in CHANGING:
            _decide(state, act)
        elif act.kind in ANSWERING:
            _answer(state, act)
        elif act.kind == APPROVED:
            before = acts[:index]
            _approve(state, act, family_of, deciders(before, standing(before)))
        elif act.kind == RETURNED:
            # Who asked stays on record: they wait for the answer, and others give it.
            state.approval, state.approved_digest = Approval.RETURNED, None
            state.approved_by, state.approved_at = act.person, act.at
            state.question = act.body.get("why")
    if state is None:
        return None
    state.deciders = deciders(acts, stands)
    if state.approval is Approval.APPROVED and state.approved_by in state.deciders:
        # They have answered a field of it in another copy, which changes nothing and yet gives them a part in it.
        state.approval = Approval.VOIDED
        state.approved_by = state.approved_at = state.approved_digest = None
    state.digest = digest(state, family_of)
    return state


def _is_bare(state: State) -> bool:
    """Whether nobody has said anything of it: no machine a value, no person a word."""
    untouched = state.decision is Decision.NONE and state.approval is Approval.NONE
    return untouched and not state.added and not state.answers and not state.evidence


def digest(state: State, family_of: Mapping[str, Family]) -> str:
    """What an approval binds to: family, field ids, types, states, values and quotes, and whether it is rejected."""
    types = {field.id: str(field.type) for field in family_of[state.family].fields}
    data: Json = {
        "family": state.family,
        "fields": [
            [
                key,
                types.get(key, ""),
                answer.data["state"],
                answer.data.get("value"),
                [span["quote"] for span in answer.data.get("evidence", ())],
            ]
            for key, answer in sorted(state.current.items())
        ],
        "quotes": [span["quote"] for span in state.evidence],
    }
    if state.decision is Decision.REJECTED:
        data["rejected"] = True
    return sha256(canonical(data))


def _begin(act: Act) -> State:
    body = act.body
    added = act.kind == ADDED
    state = State(
        work=body["work"],
        reading=body["reading"],
        family=body["family"],
        origin=act.person if added else body.get("origin", ""),
        added=added,
        evidence=list(body.get("evidence", ())),
        confidence=body.get("confidence"),
        repeat_of=body.get("repeat_of"),
        links=dict(body.get("links", {})),
        rule=body.get("rule", ""),
    )
    if not added:
        state.answers = _machine_answers(act)
        for answer in state.answers:
            answer.machine = True
            _put(state, answer)
    return state


def _machine_answers(act: Act) -> list[Answer]:
    common = {"state": "stated", "source": act.body["source"], "origin": act.body.get("origin", "")}
    return [Answer(key, act.entry, {**common, **data}, True) for key, data in act.body["fields"].items()]


def _person_answers(act: Act, state: State, *, standing: bool) -> list[Answer]:
    answers = []
    for key, change in act.body["fields"].items():
        data: Json = {"state": change["state"], "source": "person", "origin": act.person}
        if change.get("value") is not None:
            data["value"] = change["value"]
        evidence = change.get("evidence")
        if evidence is None and change["state"] == "stated" and key in state.current:
            evidence = state.current[key].data.get("evidence")
        if evidence:
            data["evidence"] = evidence
        answers.append(Answer(key, act.entry, data, standing))
    return answers


def _put(state: State, answer: Answer) -> None:
    before = state.current.get(answer.field)
    if before is not None:
        before.current = False
    answer.current = True
    state.current[answer.field] = answer


def _decide(state: State, act: Act) -> None:
    if act.kind == CORRECTED and act.body.get("reading", state.reading) != state.reading:
        _move(state, act)
    if act.kind in (CORRECTED, ADDED):
        answers = _person_answers(act, state, standing=True)
        state.answers.extend(answers)
        for answer in answers:
            _put(state, answer)
        if act.kind == CORRECTED and act.body.get("evidence") is not None:
            state.evidence = list(act.body["evidence"])
    if act.kind in (CONFIRMED, CORRECTED, ADDED):
        state.decision = _kept(state, act)
    else:
        state.decision = Decision.REJECTED if act.kind == REJECTED else Decision.POSTPONED
    state.decided_by, state.decided_at = act.person, act.at
    state.why = act.body.get("why")
    # Postponing leaves the reviewer's question open.
    if state.approval is Approval.RETURNED and act.kind != POSTPONED:
        state.approval, state.question = Approval.NONE, None
        state.approved_by = state.approved_at = None


def _move(state: State, act: Act) -> None:
    """Take the record into another reading; what was said of the one before proves nothing there."""
    state.reading, state.evidence = act.body["reading"], []
    moved = act.body.get("moved", {})
    for answer in state.answers:
        _without_evidence(answer)
        if answer.current and moved.get(answer.field):
            answer.data["evidence"] = moved[answer.field]


def _without_evidence(answer: Answer) -> Answer:
    answer.data = {key: value for key, value in answer.data.items() if key != "evidence"}
    return answer


def _answer(state: State, act: Act) -> None:
    """Take a person's word on single fields."""
    if state.decision in SETTLED:
        # Only merged copies bring this: what was decided is not changed by a word on something undecided.
        return
    for answer in _person_answers(act, state, standing=True):
        before = state.current.get(answer.field)
        if act.kind == CHECKED:
            said = (answer.data["state"], answer.data.get("value"))
            if before is None or before.data["source"] == "person" or said != _said(before):
                continue
            answer.checked = True
        state.answers.append(answer)
        _put(state, answer)


def _said(answer: Answer) -> tuple[str, Any]:
    return answer.data["state"], answer.data.get("value")


def _kept(state: State, act: Act) -> Decision:
    if state.added:
        return Decision.ADDED
    if act.kind == CORRECTED or any(a.data["source"] == "person" and not a.checked for a in state.current.values()):
        return Decision.CORRECTED
    return Decision.CONFIRMED


def _approve(state: State, act: Act, family_of: Mapping[str, Family], barred: frozenset[str]) -> None:
    # Copies that are merged may bring an approval of something else, or by somebody who decided in another copy.
    if state.decision not in SETTLED or act.person in barred or act.body["digest"] != digest(state, family_of):
        state.approval = Approval.VOIDED
        return
    state.approval, state.question = Approval.APPROVED, act.body.get("why")
    state.approved_by, state.approved_at, state.approved_digest = act.person, act.at, act.body["digest"]


def _undoes_change(act: Act, acts: Sequence[Act]) -> bool:
    kinds = {other.entry: other for other in acts}
    target = kinds.get(act.target or "")
    while target is not None and target.kind == UNDONE:
        target = kinds.get(target.target or "")
    return target is not None and target.kind in VOIDING
