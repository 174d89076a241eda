"""The kinds of journal entries, and what they have in common."""

from __future__ import annotations

PROJECT_CREATED = "project.created"
FORM_CHANGED = "form.changed"
PERSON_ADDED = "person.added"
KEY_ADDED = "person.key_added"
FILE_ADDED = "file.added"
FILE_PURGED = "file.purged"
WORK_ADDED = "work.added"
READING_ADDED = "reading.added"
WORK_COMPLETED = "work.completed"
WORK_SIGNED_OFF = "work.signed_off"
WORK_REOPENED = "work.reopened"
SUGGESTED = "records.suggested"
CONFIRMED = "record.confirmed"
CORRECTED = "record.corrected"
REJECTED = "record.rejected"
POSTPONED = "record.postponed"
ADDED = "record.added"
APPROVED = "record.approved"
RETURNED = "record.returned"
UNDONE = "entry.undone"

# Who settles what a record is worth is its decider; who postpones says nothing of it.
DECIDING = frozenset({CONFIRMED, CORRECTED, REJECTED, ADDED})
CHANGING = DECIDING | {POSTPONED}
REVIEWING = frozenset({APPROVED, RETURNED})
# What undo can take back.
ACTS = CHANGING | REVIEWING
# What only a person may say.
PERSONAL = ACTS | {UNDONE, WORK_COMPLETED, WORK_SIGNED_OFF, WORK_REOPENED, FORM_CHANGED, FILE_PURGED}
