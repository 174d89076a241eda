"""What a person must do with a record, and what in it is unsure."""

from __future__ import annotations

from typing import Literal, TypeAlias

from db.model.lines import DOUBT, Decided, Line
from db.model.records import SETTLED, Approval, Decision, Record
from db.model.values import State

Task: TypeAlias = Literal["decide", "approve", "answer"]

UNSURE_BELOW = DOUBT


def task(record: Decided, person: str | None) -> Task | None:
    """What, if anything, this person must do with the record.

    Args:
        person: id of who works; None where nobody has said so yet, who may then begin to decide.

    Returns:
        "decide" while nobody has settled it, "answer" where a reviewer has asked, "approve" where others decided
        it and this person may say yes; None where it waits for somebody else or for nobody.
    """
    if record.decision not in SETTLED:
        return "decide"
    if record.approval is Approval.RETURNED:
        # The reviewer who asked waits for the answer; anyone else may give it.
        return None if person is not None and person == record.approved_by else "answer"
    if record.approval is Approval.APPROVED or person is None or person in record.deciders:
        return None
    return "approve"


def unsure(record: Record, threshold: float = UNSURE_BELOW) -> tuple[str, ...]:
    """Fields whose answer in force is a machine's and less sure than the threshold, in the record's own order.

    What a person has settled is not unsure any more.
    """
    if record.decision in SETTLED:
        return ()
    return tuple(
        key
        for key, entry in record.current.items()
        if entry.source != "person"
        and entry.state is State.STATED
        and entry.confidence is not None
        and entry.confidence < threshold
    )


def is_unsure(record: Record | Line) -> bool:
    """Whether any field is unsure; of lines, too, which have no fields."""
    if isinstance(record, Line):
        return record.doubtful and record.decision not in SETTLED
    return bool(unsure(record))


def is_open(record: Record) -> bool:
    """Whether anybody must still do something before it can be released."""
    if record.decision is Decision.REJECTED:
        return record.approval is Approval.RETURNED
    return record.decision not in SETTLED or record.approval is not Approval.APPROVED
