"""The words for what was decided and approved, short enough for a list."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from db.model.records import Approval, Decision, Record


def decision_word(decision: Decision) -> str:
    """One lower-case word for a decision; "" for none."""
    tr = QCoreApplication.translate
    return {
        Decision.NONE: "",
        Decision.CONFIRMED: tr("Words", "confirmed"),
        Decision.CORRECTED: tr("Words", "corrected"),
        Decision.REJECTED: tr("Words", "rejected"),
        Decision.ADDED: tr("Words", "added"),
        Decision.POSTPONED: tr("Words", "postponed"),
    }[decision]


def approval_word(approval: Approval) -> str:
    """One lower-case word for an approval; "" for none."""
    tr = QCoreApplication.translate
    return {
        Approval.NONE: "",
        Approval.APPROVED: tr("Words", "approved"),
        Approval.RETURNED: tr("Words", "returned"),
        Approval.VOIDED: tr("Words", "approval voided"),
    }[approval]


def state_word(record: Record) -> str:
    """Where the record stands, by the later of decision and approval."""
    return approval_word(record.approval) or decision_word(record.decision)
