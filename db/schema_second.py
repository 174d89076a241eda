"""What the second schema adds: dismissed omissions, accepted checks, time spent; and the rules that bind them."""

from __future__ import annotations

from db.schema_first import _ENTRY, _RECORD, _SAW_ALL, _WORK

_PERSONAL = """'record.confirmed', 'record.corrected', 'record.rejected', 'record.postponed', 'record.added',
    'record.approved', 'record.returned', 'record.checked', 'record.mended', 'omission.dismissed', 'check.accepted',
    'entry.returned', 'entry.undone', 'work.completed', 'work.signed_off', 'work.reopened', 'form.changed',
    'file.purged'"""

_ACTS = """'record.confirmed', 'record.corrected', 'record.rejected', 'record.postponed', 'record.added',
    'record.approved', 'record.returned', 'record.checked', 'record.mended', 'omission.dismissed', 'check.accepted',
    'entry.returned'"""

CLAIMS = (
    """CREATE TABLE dismissals (
  entry TEXT NOT NULL PRIMARY KEY,
  work TEXT NOT NULL REFERENCES works (id),
  reading TEXT NOT NULL,
  omission TEXT NOT NULL,
  kind TEXT NOT NULL,
  spans TEXT NOT NULL,              -- JSON, as in the journal
  why TEXT,
  person TEXT NOT NULL,
  at TEXT NOT NULL,
  clock INTEGER NOT NULL
) STRICT""",
    "CREATE INDEX dismissals_of_works ON dismissals (work, clock, entry)",
    """CREATE TRIGGER dismissals_are_made_by_persons BEFORE INSERT ON dismissals
WHEN (SELECT kind FROM people WHERE id = NEW.person) IS NOT 'person'
BEGIN SELECT RAISE(ABORT, 'machine_cannot_decide'); END""",
    """CREATE TABLE acceptances (
  entry TEXT NOT NULL PRIMARY KEY,
  work TEXT NOT NULL REFERENCES works (id),
  "check" TEXT NOT NULL,
  records TEXT NOT NULL,            -- JSON array of their ids, sorted
  found TEXT NOT NULL,              -- what was compared; it is accepted while the same is found
  why TEXT NOT NULL CHECK (length(why) > 0),
  person TEXT NOT NULL,
  at TEXT NOT NULL,
  clock INTEGER NOT NULL
) STRICT""",
    "CREATE INDEX acceptances_of_works ON acceptances (work, clock, entry)",
    """CREATE TRIGGER acceptances_are_made_by_persons BEFORE INSERT ON acceptances
WHEN (SELECT kind FROM people WHERE id = NEW.person) IS NOT 'person'
BEGIN SELECT RAISE(ABORT, 'machine_cannot_decide'); END""",
    # What the reviewer was shown of what was left out, as the signing-off entry says it.
    "ALTER TABLE works ADD COLUMN looked TEXT",
)

JOURNAL = (
    "DROP TRIGGER journal_lets_persons_decide",
    f"""CREATE TRIGGER journal_lets_persons_decide BEFORE INSERT ON journal
WHEN NEW.kind IN ({_PERSONAL}) AND (SELECT kind FROM people WHERE id = NEW.person) IS NOT 'person'
BEGIN SELECT RAISE(ABORT, 'machine_cannot_decide'); END""",
    "DROP TRIGGER journal_undoes_ones_own",
    f"""CREATE TRIGGER journal_undoes_ones_own BEFORE INSERT ON journal
WHEN NEW.kind = 'entry.undone'
BEGIN SELECT CASE
    WHEN (SELECT person FROM journal WHERE id = {_ENTRY}) IS NOT NEW.person
      THEN RAISE(ABORT, 'not_yours')
    WHEN {_SAW_ALL} AND EXISTS (
      SELECT 1 FROM acts AS target JOIN acts AS other ON other.record = target.record
      WHERE target.record = {_RECORD} AND target.entry = {_ENTRY}
        AND other.standing AND other.kind IN ({_ACTS}) AND other.person <> NEW.person
        AND (other.clock, other.entry) > (target.clock, target.entry))
      THEN RAISE(ABORT, 'others_stand_on_it')
  END; END""",
    f"""CREATE TRIGGER journal_lets_others_give_back BEFORE INSERT ON journal
WHEN NEW.kind = 'entry.returned'
BEGIN SELECT CASE
    WHEN (SELECT person FROM journal WHERE id = {_RECORD}) IS NEW.person THEN RAISE(ABORT, 'own_claim')
    WHEN {_SAW_ALL} AND NOT EXISTS (SELECT 1 FROM dismissals WHERE entry = {_RECORD})
      AND NOT EXISTS (SELECT 1 FROM acceptances WHERE entry = {_RECORD}) THEN RAISE(ABORT, 'not_decided')
  END; END""",
    f"""CREATE TRIGGER journal_lets_others_look_before_signing_off BEFORE INSERT ON journal
WHEN NEW.kind = 'work.signed_off' AND {_SAW_ALL}
BEGIN SELECT CASE
    WHEN EXISTS (SELECT 1 FROM dismissals AS own, json_each(own.spans) AS said
      WHERE work = {_WORK} AND person = NEW.person
      AND (own.reading, said.value) NOT IN (SELECT other.reading, theirs.value
        FROM dismissals AS other, json_each(other.spans) AS theirs
        WHERE other.work = {_WORK} AND other.person <> NEW.person)) THEN RAISE(ABORT, 'own_claims')
    WHEN EXISTS (SELECT 1 FROM acceptances AS own WHERE work = {_WORK} AND person = NEW.person
      AND NOT EXISTS (SELECT 1 FROM acceptances AS other WHERE other.work = own.work AND other."check" = own."check"
        AND other.records = own.records AND other.found = own.found AND other.person <> own.person))
      THEN RAISE(ABORT, 'own_claims')
  END; END""",
)

# Neither journaled nor anybody's: what a record cost, never who was slow.
TIME = (
    """CREATE TABLE time_spent (
  record TEXT NOT NULL,
  field TEXT NOT NULL,              -- empty: the record as a whole
  seconds REAL NOT NULL CHECK (seconds >= 0),
  PRIMARY KEY (record, field)
) WITHOUT ROWID, STRICT""",
)

# What a list of many records asks: numbers, what is next, what is on a page, what is unsure.
INDICES = (
    "CREATE INDEX records_by_state ON records (work, family, decision, approval)",
    """CREATE INDEX records_open ON records (work, page, start, id, decision, approval, decided_by, approved_by)
WHERE approval <> 'approved'""",
    "CREATE INDEX spans_by_page ON spans (page, start, record) WHERE n = 0",
    """CREATE INDEX field_entries_in_doubt ON field_entries (record)
WHERE current = 1 AND source <> 'person' AND state = 'stated' AND confidence < 0.75""",
)

STATEMENTS = CLAIMS + JOURNAL + TIME + INDICES
