"""What undo would take back, in a few words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.ui.desk import Desk


def undo_words(desk: Desk) -> str:
    """The last entry that the person who works could take back; nothing where there is none."""
    undoable = desk.standing.undoable
    if undoable is None:
        return ""
    kind = undo_word(undoable.kind)
    if undoable.records > 1:
        words = QCoreApplication.translate("Workspace", "{kind} {number} records")
        return words.format(kind=kind, number=undoable.records)
    record = desk.record(undoable.record) if undoable.record else None
    if record is not None:
        return f"{kind} {desk.name(record)}"
    report = desk.reports.get(undoable.work or "")
    title = report.work.title if report is not None else ""
    if undoable.kind.startswith("record."):
        # The record of another report: its report's name alone would say that the report was decided.
        words = QCoreApplication.translate("Workspace", "{kind} a record of “{report}”")
        return words.format(kind=kind, report=title)
    if undoable.kind.startswith("work."):
        return f"{kind} {title}".strip()
    if undoable.work == desk.work_id or not title:
        return kind
    return QCoreApplication.translate("Workspace", "{kind}, in “{report}”").format(kind=kind, report=title)


def undo_word(kind: str) -> str:
    """What a journal entry did, as a word before the name of its record."""
    translate = QCoreApplication.translate
    return {
        "record.confirmed": translate("Workspace", "confirm"),
        "record.corrected": translate("Workspace", "correct"),
        "record.rejected": translate("Workspace", "reject"),
        "record.postponed": translate("Workspace", "postpone"),
        "record.added": translate("Workspace", "add"),
        "record.approved": translate("Workspace", "approve"),
        "record.returned": translate("Workspace", "return"),
        "record.checked": translate("Workspace", "check"),
        "record.mended": translate("Workspace", "mend"),
        "omission.dismissed": translate("Workspace", "not a fact"),
        "check.accepted": translate("Workspace", "accept a failing check"),
        "entry.returned": translate("Workspace", "open again"),
        "work.completed": translate("Workspace", "nothing more in"),
        "work.signed_off": translate("Workspace", "sign off"),
        "work.reopened": translate("Workspace", "open again"),
    }.get(kind, kind)
