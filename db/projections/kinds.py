"""The kinds of journal entries, and what they have in common.

What their bodies hold, beside "why" (a reason, a question) where one was given:

    project.created     project, form, person {person, name, kind, keys}: who made it, and with what key
    form.changed        form
    person.added        person, name, kind, keys
    person.key_added    person, key
    work.added          work, name; language
    file.added          work, sha256, name, format, size, pages
    file.purged         sha256
    reading.added       reading, file, format, reader, version, options, notes, outline, pages, content
    records.suggested   work, reading, source, records: at most 200 of {id, family, fields, evidence; confidence,
                        origin, rule, repeat_of, links}
    record.added        record, work, reading, family, fields, evidence
    record.corrected    record, digest (before), fields; evidence, reading (that evidence in it is of; where that is
                        another one than before, the record belongs to it from then on), moved {field: evidence}
    record.confirmed, rejected, postponed, approved, returned
                        record, digest: what the person saw
    record.checked      record, digest, fields {field: state; value}: these answers are right; the record as a whole
                        is not decided by it
    record.mended       record, digest, fields {field: state, value}: these should be so; likewise
    omission.dismissed  work, reading, omission, kind, spans: a passage that no record cites is no fact
    check.accepted      work, check, records, found, why: a failing check is known
    entry.returned      entry, record: another person gives a dismissal or an acceptance back; both are its entry
    entry.undone        entry, record; what undoes an undo does again; of a dismissal, an acceptance and what gave
                        it back, the record is the entry that said it
    work.reading_chosen work, reading: the one of its files' that is shown and searched from now on
    work.completed, reopened
                        work
    work.signed_off     work; looked {rejected, dismissed, accepted, shown}: how many there were, ids of those shown

What one person says of many records at once are as many entries, one after the other, which share a "batch".
A field is {value; confidence, evidence} of a machine and {state; value, evidence} of a person; a span is {page,
start, end, quote; prefix, suffix, role, rects}. What stands after the semicolon may be missing.
"""

from __future__ import annotations

PROJECT_CREATED = "project.created"
FORM_CHANGED = "form.changed"
PERSON_ADDED = "person.added"
KEY_ADDED = "person.key_added"
FILE_ADDED = "file.added"
FILE_PURGED = "file.purged"
WORK_ADDED = "work.added"
READING_ADDED = "reading.added"
READING_CHOSEN = "work.reading_chosen"
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
CHECKED = "record.checked"
MENDED = "record.mended"
DISMISSED = "omission.dismissed"
ACCEPTED = "check.accepted"
GIVEN_BACK = "entry.returned"
UNDONE = "entry.undone"

# Who settles what a record is worth is its decider; who postpones says nothing of it.
DECIDING = frozenset({CONFIRMED, CORRECTED, REJECTED, ADDED})
CHANGING = DECIDING | {POSTPONED}
REVIEWING = frozenset({APPROVED, RETURNED})
# What is said of single fields of a record that nobody has decided yet; who says it has a part in the decision.
ANSWERING = frozenset({CHECKED, MENDED})
TAKING_PART = DECIDING | ANSWERING
# What an approval does not survive.
VOIDING = CHANGING | {MENDED}
# What is done to a record.
ACTS = CHANGING | REVIEWING | ANSWERING
# What is said of a report as a whole; each is the subject of what is done to it later.
CLAIMS = frozenset({DISMISSED, ACCEPTED})
# What undo can take back.
UNDOABLE = ACTS | CLAIMS | {GIVEN_BACK}
