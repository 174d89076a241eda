-- Generated from the migrations by `python -m db.migrations`; the tables and views of the form's families
-- are made when a project gets its form.

CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);

CREATE TABLE acceptances (
  entry TEXT NOT NULL PRIMARY KEY,
  work TEXT NOT NULL REFERENCES works (id),
  "check" TEXT NOT NULL,
  records TEXT NOT NULL,            -- JSON array of their ids, sorted
  found TEXT NOT NULL,              -- what was compared; it is accepted while the same is found
  why TEXT NOT NULL CHECK (length(why) > 0),
  person TEXT NOT NULL,
  at TEXT NOT NULL,
  clock INTEGER NOT NULL
) STRICT;

CREATE TABLE acts (
  record TEXT NOT NULL,
  clock INTEGER NOT NULL,
  entry TEXT NOT NULL,
  work TEXT NOT NULL,
  kind TEXT NOT NULL,
  person TEXT NOT NULL,
  at TEXT NOT NULL,
  offset INTEGER NOT NULL,
  body TEXT NOT NULL,               -- what the entry says of this record
  target TEXT,                      -- what an undo takes back
  standing INTEGER NOT NULL,        -- 0 while undone
  PRIMARY KEY (record, clock, entry)
) STRICT;

CREATE TABLE chains (
  head TEXT NOT NULL PRIMARY KEY,   -- the last entry of a key's chain; several where copies were merged
  key TEXT NOT NULL,
  person TEXT NOT NULL,
  number INTEGER NOT NULL,
  clock INTEGER NOT NULL
) WITHOUT ROWID, STRICT;

CREATE TABLE deciders (
  record TEXT NOT NULL,
  person TEXT NOT NULL,
  PRIMARY KEY (record, person)
) WITHOUT ROWID, STRICT;

CREATE TABLE dismissals (
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
) STRICT;

CREATE TABLE drafts (
  person TEXT NOT NULL,
  record TEXT NOT NULL,
  fields TEXT NOT NULL,             -- JSON object: what is half typed, as typed
  at TEXT NOT NULL,
  PRIMARY KEY (person, record)
) WITHOUT ROWID, STRICT;

CREATE TABLE field_entries (
  record TEXT NOT NULL,
  n INTEGER NOT NULL,               -- from 1, in the order they were given
  field TEXT NOT NULL,
  entry TEXT NOT NULL,
  source TEXT NOT NULL,
  origin TEXT NOT NULL,
  state TEXT NOT NULL,
  value TEXT,                       -- text; lists as JSON arrays
  confidence REAL,
  standing INTEGER NOT NULL,        -- 0 where the entry that gave it is undone
  current INTEGER NOT NULL,
  PRIMARY KEY (record, n)
) WITHOUT ROWID, STRICT;

CREATE TABLE file_chunks (
  file TEXT NOT NULL,
  part INTEGER NOT NULL,            -- from 0
  data BLOB NOT NULL,
  PRIMARY KEY (file, part)
) STRICT;

CREATE TABLE files (
  sha256 TEXT NOT NULL PRIMARY KEY,
  work TEXT NOT NULL REFERENCES works (id),
  name TEXT NOT NULL,
  format TEXT NOT NULL,
  size INTEGER NOT NULL,            -- bytes
  pages INTEGER NOT NULL,
  purged INTEGER NOT NULL DEFAULT 0,
  position INTEGER NOT NULL
) WITHOUT ROWID, STRICT;

CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,          -- where it stands in this file; another copy may have another order
  id TEXT NOT NULL UNIQUE,          -- SHA-256 of the canonical bytes, hex
  person TEXT NOT NULL,
  key TEXT NOT NULL,                -- Ed25519 public key, hex
  number INTEGER NOT NULL,          -- place in the key's chain, from 1
  prev TEXT,                        -- the key's entry before
  heads TEXT NOT NULL,              -- JSON: the last entries of the other chains that were known
  at TEXT NOT NULL,                 -- UTC, milliseconds
  offset INTEGER NOT NULL,          -- minutes east of UTC
  kind TEXT NOT NULL,
  body TEXT NOT NULL,               -- canonical JSON (RFC 8785)
  signature TEXT NOT NULL,          -- Ed25519 over the canonical bytes, hex
  clock INTEGER NOT NULL            -- 1 + the greatest among prev and heads
) STRICT;

CREATE TABLE keys (
  key TEXT NOT NULL PRIMARY KEY,
  person TEXT NOT NULL REFERENCES people (id),
  entry TEXT NOT NULL,              -- the entry that introduced it
  position INTEGER NOT NULL
) WITHOUT ROWID, STRICT;

CREATE TABLE page_health (
  reading TEXT NOT NULL REFERENCES readings (id),
  page INTEGER NOT NULL,
  verdict TEXT NOT NULL,            -- sound ones too: a page without a row was not judged yet
  parameters TEXT NOT NULL,         -- JSON, the figures behind it
  PRIMARY KEY (reading, page)
) WITHOUT ROWID, STRICT;

CREATE VIRTUAL TABLE page_search USING fts5
(words, content = 'page_words', content_rowid = 'id', tokenize = 'trigram case_sensitive 1', columnsize = 0);

CREATE TABLE page_words (
  id INTEGER PRIMARY KEY,
  reading TEXT NOT NULL REFERENCES readings (id),
  page INTEGER NOT NULL,
  words TEXT NOT NULL,              -- the page's text, levelled and without white space
  UNIQUE (reading, page)
) STRICT;

CREATE TABLE pages (
  reading TEXT NOT NULL,
  number INTEGER NOT NULL,          -- from 1
  text TEXT NOT NULL,
  width REAL NOT NULL,              -- points
  height REAL NOT NULL,
  label TEXT,
  boxes BLOB NOT NULL,              -- 4 little-endian float32 a code point: left, top, right, bottom in 0..1
  cells TEXT NOT NULL, certainty BLOB NOT NULL DEFAULT x'',              -- JSON array of [table, row, column, start, end]
  PRIMARY KEY (reading, number)
) STRICT;

CREATE TABLE people (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'machine')),
  position INTEGER NOT NULL
) WITHOUT ROWID, STRICT;

CREATE TABLE project (
  id TEXT NOT NULL PRIMARY KEY,
  entry TEXT NOT NULL,              -- the entry that created it
  form TEXT NOT NULL,               -- canonical JSON
  form_entry TEXT NOT NULL          -- the entry that the form is from
) WITHOUT ROWID, STRICT;

CREATE TABLE readings (
  id TEXT NOT NULL PRIMARY KEY,
  file TEXT NOT NULL REFERENCES files (sha256),
  format TEXT NOT NULL,
  reader TEXT NOT NULL,
  version TEXT NOT NULL,
  options TEXT NOT NULL,            -- JSON object
  notes TEXT NOT NULL,              -- JSON array
  outline TEXT NOT NULL,            -- JSON array of [depth, title, page]
  pages INTEGER NOT NULL,
  content TEXT NOT NULL             -- SHA-256 over all of its pages: texts, boxes, cells, sizes, labels
) WITHOUT ROWID, STRICT;

CREATE TABLE record_contents (
  record TEXT NOT NULL PRIMARY KEY,
  evidence TEXT NOT NULL,           -- JSON, as in the journal; spans and field_entries hold the same for queries
  answers TEXT NOT NULL             -- JSON: "current" and "machine" answers by field; null: the current one
) STRICT;

CREATE TABLE records (
  id TEXT NOT NULL PRIMARY KEY,
  work TEXT NOT NULL REFERENCES works (id),
  reading TEXT NOT NULL REFERENCES readings (id),
  family TEXT NOT NULL,
  page INTEGER NOT NULL,            -- of the first evidence
  start INTEGER NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('none', 'confirmed', 'corrected', 'rejected', 'added', 'postponed')),
  approval TEXT NOT NULL CHECK (approval IN ('none', 'approved', 'returned', 'voided')),
  decided_by TEXT,
  decided_at TEXT,
  approved_by TEXT,
  approved_at TEXT,
  approved_digest TEXT,
  question TEXT,
  why TEXT,
  confidence REAL,
  origin TEXT NOT NULL,
  repeat_of TEXT,
  links TEXT NOT NULL,              -- JSON object
  rule TEXT NOT NULL,
  digest TEXT NOT NULL
) STRICT;

CREATE TABLE sketches (
  reading TEXT NOT NULL PRIMARY KEY REFERENCES readings (id),
  words TEXT NOT NULL,              -- JSON array of hashes, sorted
  numbers TEXT NOT NULL
) WITHOUT ROWID, STRICT;

CREATE TABLE spans (
  record TEXT NOT NULL,
  n INTEGER NOT NULL,               -- the field entry it proves, 0 for the record as a whole
  position INTEGER NOT NULL,        -- from 0
  page INTEGER NOT NULL,
  start INTEGER NOT NULL,           -- code points
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  role TEXT NOT NULL,
  rects TEXT NOT NULL,              -- JSON: [left, top, right, bottom] each, in millionths of the page
  PRIMARY KEY (record, n, position)
) STRICT;

CREATE TABLE time_spent (
  record TEXT NOT NULL,
  field TEXT NOT NULL,              -- empty: the record as a whole
  seconds REAL NOT NULL CHECK (seconds >= 0),
  PRIMARY KEY (record, field)
) WITHOUT ROWID, STRICT;

CREATE TABLE works (
  id TEXT NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL,        -- clock of the entry that added it
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  symbol TEXT,
  language TEXT,
  given_language TEXT,
  state TEXT NOT NULL CHECK (state IN ('open', 'complete', 'signed_off')),
  completed_by TEXT,
  completed_at TEXT,
  signed_off_by TEXT,
  signed_off_at TEXT,
  reading TEXT                      -- the reading that its records belong to
, looked TEXT) WITHOUT ROWID, STRICT;

CREATE INDEX acceptances_of_works ON acceptances (work, clock, entry);

CREATE INDEX acts_of_persons ON acts (person, clock) WHERE kind <> 'records.suggested';

CREATE INDEX dismissals_of_works ON dismissals (work, clock, entry);

CREATE INDEX field_entries_in_doubt ON field_entries (record)
WHERE current = 1 AND source <> 'person' AND state = 'stated' AND confidence < 0.75;

CREATE INDEX files_of_works ON files (work);

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

CREATE INDEX journal_by_keys ON journal (key, number);

CREATE INDEX journal_in_order ON journal (clock, id);

CREATE INDEX records_by_state ON records (work, family, decision, approval);

CREATE INDEX records_in_order ON records (work, page, start, id);

CREATE INDEX records_open ON records (work, page, start, id, decision, approval, decided_by, approved_by)
WHERE approval <> 'approved';

CREATE INDEX spans_by_page ON spans (page, start, record) WHERE n = 0;

CREATE TRIGGER acceptances_are_made_by_persons BEFORE INSERT ON acceptances
WHEN (SELECT kind FROM people WHERE id = NEW.person) IS NOT 'person'
BEGIN SELECT RAISE(ABORT, 'machine_cannot_decide'); END;

CREATE TRIGGER deciders_have_not_approved BEFORE INSERT ON deciders
WHEN EXISTS (SELECT 1 FROM records WHERE id = NEW.record AND approval = 'approved' AND approved_by = NEW.person)
BEGIN SELECT RAISE(ABORT, 'decider_cannot_approve'); END;

CREATE TRIGGER dismissals_are_made_by_persons BEFORE INSERT ON dismissals
WHEN (SELECT kind FROM people WHERE id = NEW.person) IS NOT 'person'
BEGIN SELECT RAISE(ABORT, 'machine_cannot_decide'); END;

CREATE TRIGGER file_chunks_go_with_purging BEFORE DELETE ON file_chunks
WHEN NOT EXISTS (SELECT 1 FROM files WHERE sha256 = OLD.file AND purged)
BEGIN SELECT RAISE(ABORT, 'content_is_kept'); END;

CREATE TRIGGER file_chunks_stay BEFORE UPDATE ON file_chunks
BEGIN SELECT RAISE(ABORT, 'content_is_kept'); END;

CREATE TRIGGER journal_completes_works BEFORE INSERT ON journal
WHEN NEW.kind = 'work.completed' AND NOT EXISTS (SELECT 1 FROM chains
    WHERE head IS NOT NEW.prev AND head NOT IN (SELECT value FROM json_each(NEW.heads)))
BEGIN SELECT CASE
    WHEN EXISTS (SELECT 1 FROM records WHERE work = (SELECT value FROM json_each(NEW.body) WHERE key = 'work')
      AND (decision IN ('none', 'postponed') OR approval = 'returned')) THEN RAISE(ABORT, 'undecided_left')
  END; END;

CREATE TRIGGER journal_keeps_chains BEFORE INSERT ON journal
WHEN NEW.number IS NOT
  CASE WHEN NEW.prev IS NULL THEN 1 ELSE (SELECT number + 1 FROM journal WHERE id = NEW.prev AND key = NEW.key) END
BEGIN SELECT RAISE(ABORT, 'chain_broken'); END;

CREATE TRIGGER journal_keeps_deletes_out BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'journal_is_append_only'); END;

CREATE TRIGGER journal_keeps_replaces_out BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE seq = NEW.seq OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'journal_is_append_only'); END;

CREATE TRIGGER journal_keeps_updates_out BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'journal_is_append_only'); END;

CREATE TRIGGER journal_knows_keys BEFORE INSERT ON journal
WHEN (SELECT person FROM keys WHERE key = NEW.key) IS NOT NEW.person
  AND NOT (NEW.number = 1 AND NEW.kind IN ('project.created', 'person.added', 'person.key_added')
    AND NOT EXISTS (SELECT 1 FROM keys WHERE key = NEW.key))
BEGIN SELECT RAISE(ABORT, 'unknown_person'); END;

CREATE TRIGGER journal_lets_others_approve BEFORE INSERT ON journal
WHEN NEW.kind IN ('record.approved', 'record.returned') AND NOT EXISTS (SELECT 1 FROM chains
    WHERE head IS NOT NEW.prev AND head NOT IN (SELECT value FROM json_each(NEW.heads)))
BEGIN SELECT CASE
    WHEN NOT EXISTS (SELECT 1 FROM records WHERE id = (SELECT value FROM json_each(NEW.body) WHERE key = 'record'))
      THEN RAISE(ABORT, 'unknown_record')
    WHEN EXISTS (SELECT 1 FROM deciders WHERE record = (SELECT value FROM json_each(NEW.body) WHERE key = 'record') AND person = NEW.person)
      THEN RAISE(ABORT, 'decider_cannot_approve')
    WHEN (SELECT decision FROM records WHERE id = (SELECT value FROM json_each(NEW.body) WHERE key = 'record'))
      NOT IN ('confirmed', 'corrected', 'added', 'rejected') THEN RAISE(ABORT, 'not_decided')
    WHEN NEW.kind = 'record.approved' AND (SELECT value FROM json_each(NEW.body) WHERE key = 'digest') IS NOT
      (SELECT digest FROM records WHERE id = (SELECT value FROM json_each(NEW.body) WHERE key = 'record')) THEN RAISE(ABORT, 'stale')
  END; END;

CREATE TRIGGER journal_lets_others_give_back BEFORE INSERT ON journal
WHEN NEW.kind = 'entry.returned'
BEGIN SELECT CASE
    WHEN (SELECT person FROM journal WHERE id = (SELECT value FROM json_each(NEW.body) WHERE key = 'record')) IS NEW.person THEN RAISE(ABORT, 'own_claim')
    WHEN NOT EXISTS (SELECT 1 FROM chains
    WHERE head IS NOT NEW.prev AND head NOT IN (SELECT value FROM json_each(NEW.heads))) AND NOT EXISTS (SELECT 1 FROM dismissals WHERE entry = (SELECT value FROM json_each(NEW.body) WHERE key = 'record'))
      AND NOT EXISTS (SELECT 1 FROM acceptances WHERE entry = (SELECT value FROM json_each(NEW.body) WHERE key = 'record')) THEN RAISE(ABORT, 'not_decided')
  END; END;

CREATE TRIGGER journal_lets_others_look_before_signing_off BEFORE INSERT ON journal
WHEN NEW.kind = 'work.signed_off' AND NOT EXISTS (SELECT 1 FROM chains
    WHERE head IS NOT NEW.prev AND head NOT IN (SELECT value FROM json_each(NEW.heads)))
BEGIN SELECT CASE
    WHEN EXISTS (SELECT 1 FROM dismissals AS own, json_each(own.spans) AS said
      WHERE work = (SELECT value FROM json_each(NEW.body) WHERE key = 'work') AND person = NEW.person
      AND (own.reading, said.value) NOT IN (SELECT other.reading, theirs.value
        FROM dismissals AS other, json_each(other.spans) AS theirs
        WHERE other.work = (SELECT value FROM json_each(NEW.body) WHERE key = 'work') AND other.person <> NEW.person)) THEN RAISE(ABORT, 'own_claims')
    WHEN EXISTS (SELECT 1 FROM acceptances AS own WHERE work = (SELECT value FROM json_each(NEW.body) WHERE key = 'work') AND person = NEW.person
      AND NOT EXISTS (SELECT 1 FROM acceptances AS other WHERE other.work = own.work AND other."check" = own."check"
        AND other.records = own.records AND other.found = own.found AND other.person <> own.person))
      THEN RAISE(ABORT, 'own_claims')
  END; END;

CREATE TRIGGER journal_lets_persons_decide BEFORE INSERT ON journal
WHEN NEW.kind IN ('record.confirmed', 'record.corrected', 'record.rejected', 'record.postponed', 'record.added',
    'record.approved', 'record.returned', 'record.checked', 'record.mended', 'omission.dismissed', 'check.accepted',
    'entry.returned', 'entry.undone', 'work.completed', 'work.signed_off', 'work.reopened', 'form.changed',
    'file.purged') AND (SELECT kind FROM people WHERE id = NEW.person) IS NOT 'person'
BEGIN SELECT RAISE(ABORT, 'machine_cannot_decide'); END;

CREATE TRIGGER journal_signs_works_off BEFORE INSERT ON journal
WHEN NEW.kind = 'work.signed_off' AND NOT EXISTS (SELECT 1 FROM chains
    WHERE head IS NOT NEW.prev AND head NOT IN (SELECT value FROM json_each(NEW.heads)))
BEGIN SELECT CASE
    WHEN (SELECT state FROM works WHERE id = (SELECT value FROM json_each(NEW.body) WHERE key = 'work')) IS NOT 'complete'
      THEN RAISE(ABORT, 'not_complete')
    WHEN (SELECT completed_by FROM works WHERE id = (SELECT value FROM json_each(NEW.body) WHERE key = 'work')) IS NEW.person
      THEN RAISE(ABORT, 'same_person')
    WHEN EXISTS (SELECT 1 FROM records WHERE work = (SELECT value FROM json_each(NEW.body) WHERE key = 'work')
      AND decision <> 'rejected' AND approval <> 'approved') THEN RAISE(ABORT, 'unapproved_left')
    WHEN EXISTS (SELECT 1 FROM records JOIN deciders ON deciders.record = records.id
      WHERE work = (SELECT value FROM json_each(NEW.body) WHERE key = 'work') AND decision = 'rejected' AND approval <> 'approved'
        AND person = NEW.person) THEN RAISE(ABORT, 'decider_cannot_approve')
  END; END;

CREATE TRIGGER journal_undoes_ones_own BEFORE INSERT ON journal
WHEN NEW.kind = 'entry.undone'
BEGIN SELECT CASE
    WHEN (SELECT person FROM journal WHERE id = (SELECT value FROM json_each(NEW.body) WHERE key = 'entry')) IS NOT NEW.person
      THEN RAISE(ABORT, 'not_yours')
    WHEN NOT EXISTS (SELECT 1 FROM chains
    WHERE head IS NOT NEW.prev AND head NOT IN (SELECT value FROM json_each(NEW.heads))) AND EXISTS (
      SELECT 1 FROM acts AS target JOIN acts AS other ON other.record = target.record
      WHERE target.record = (SELECT value FROM json_each(NEW.body) WHERE key = 'record') AND target.entry = (SELECT value FROM json_each(NEW.body) WHERE key = 'entry')
        AND other.standing AND other.kind IN ('record.confirmed', 'record.corrected', 'record.rejected', 'record.postponed', 'record.added',
    'record.approved', 'record.returned', 'record.checked', 'record.mended', 'omission.dismissed', 'check.accepted',
    'entry.returned') AND other.person <> NEW.person
        AND (other.clock, other.entry) > (target.clock, target.entry))
      THEN RAISE(ABORT, 'others_stand_on_it')
  END; END;

CREATE TRIGGER pages_remain BEFORE DELETE ON pages BEGIN SELECT RAISE(ABORT, 'content_is_kept'); END;

CREATE TRIGGER pages_stay BEFORE UPDATE ON pages BEGIN SELECT RAISE(ABORT, 'content_is_kept'); END;

CREATE TRIGGER records_are_decided_by_persons BEFORE UPDATE ON records
WHEN NEW.decision <> 'none' AND (SELECT kind FROM people WHERE id = NEW.decided_by) IS NOT 'person'
BEGIN SELECT RAISE(ABORT, 'machine_cannot_decide'); END;

CREATE TRIGGER records_start_decided_by_persons BEFORE INSERT ON records
WHEN NEW.decision <> 'none' AND (SELECT kind FROM people WHERE id = NEW.decided_by) IS NOT 'person'
BEGIN SELECT RAISE(ABORT, 'machine_cannot_decide'); END;

CREATE TRIGGER records_start_within_the_rules BEFORE INSERT ON records
WHEN NEW.approval = 'approved' BEGIN SELECT CASE
    WHEN NEW.decision NOT IN ('confirmed', 'corrected', 'added', 'rejected') THEN RAISE(ABORT, 'not_decided')
    WHEN (SELECT kind FROM people WHERE id = NEW.approved_by) IS NOT 'person' THEN RAISE(ABORT, 'machine_cannot_decide')
    WHEN NEW.decided_by IS NEW.approved_by
      OR EXISTS (SELECT 1 FROM deciders WHERE record = NEW.id AND person = NEW.approved_by)
      THEN RAISE(ABORT, 'decider_cannot_approve')
    WHEN NEW.approved_digest IS NOT NEW.digest THEN RAISE(ABORT, 'stale')
  END; END;

CREATE TRIGGER records_stay_within_the_rules BEFORE UPDATE ON records
WHEN NEW.approval = 'approved' BEGIN SELECT CASE
    WHEN NEW.decision NOT IN ('confirmed', 'corrected', 'added', 'rejected') THEN RAISE(ABORT, 'not_decided')
    WHEN (SELECT kind FROM people WHERE id = NEW.approved_by) IS NOT 'person' THEN RAISE(ABORT, 'machine_cannot_decide')
    WHEN NEW.decided_by IS NEW.approved_by
      OR EXISTS (SELECT 1 FROM deciders WHERE record = NEW.id AND person = NEW.approved_by)
      THEN RAISE(ABORT, 'decider_cannot_approve')
    WHEN NEW.approved_digest IS NOT NEW.digest THEN RAISE(ABORT, 'stale')
  END; END;

CREATE TRIGGER works_are_signed_off_by_another BEFORE UPDATE ON works
WHEN NEW.state = 'signed_off' AND (NEW.signed_off_by IS NULL OR NEW.signed_off_by IS NEW.completed_by
  OR (SELECT kind FROM people WHERE id = NEW.signed_off_by) IS NOT 'person')
BEGIN SELECT RAISE(ABORT, 'same_person'); END;
