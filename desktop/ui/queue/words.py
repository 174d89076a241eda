"""The words for what was decided and approved, short enough for a list."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from db.model.lines import Decided
from db.model.records import Approval, Decision


def decision_word(decision: Decision) -> str:
    """One lower-case word for a decision; "" for none."""
    return {
        Decision.NONE: "",
        Decision.CONFIRMED: QCoreApplication.translate("Words", "confirmed"),
        Decision.CORRECTED: QCoreApplication.translate("Words", "corrected"),
        Decision.REJECTED: QCoreApplication.translate("Words", "rejected"),
        Decision.ADDED: QCoreApplication.translate("Words", "added"),
        Decision.POSTPONED: QCoreApplication.translate("Words", "postponed"),
    }[decision]


def approval_word(approval: Approval) -> str:
    """One lower-case word for an approval; "" for none."""
    return {
        Approval.NONE: "",
        Approval.APPROVED: QCoreApplication.translate("Words", "approved"),
        Approval.RETURNED: QCoreApplication.translate("Words", "returned"),
        Approval.VOIDED: QCoreApplication.translate("Words", "approval voided"),
    }[approval]


def listed(names: Iterable[str]) -> str:
    """Names one after another, parted as the reader's language parts them."""
    return QCoreApplication.translate("Words", ", ").join(names)


def state_word(record: Decided) -> str:
    """Where the record stands, by the later of decision and approval."""
    return approval_word(record.approval) or decision_word(record.decision)
