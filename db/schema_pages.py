"""What the second schema adds beside claims: words to search by, health of pages, certainty of recognised text."""

from __future__ import annotations

SEARCH = (
    """CREATE TABLE page_words (
  id INTEGER PRIMARY KEY,
  reading TEXT NOT NULL REFERENCES readings (id),
  page INTEGER NOT NULL,
  words TEXT NOT NULL,              -- the page's text, levelled and without white space
  UNIQUE (reading, page)
) STRICT""",
    # Three characters and more are found by their trigrams, one and two by looking through page_words.
    """CREATE VIRTUAL TABLE page_search USING fts5
(words, content = 'page_words', content_rowid = 'id', tokenize = 'trigram case_sensitive 1', columnsize = 0)""",
)

HEALTH = (
    """CREATE TABLE page_health (
  reading TEXT NOT NULL REFERENCES readings (id),
  page INTEGER NOT NULL,
  verdict TEXT NOT NULL,            -- sound ones too: a page without a row was not judged yet
  parameters TEXT NOT NULL,         -- JSON, the figures behind it
  PRIMARY KEY (reading, page)
) WITHOUT ROWID, STRICT""",
)

RECOGNISED = (
    # Of text that was recognised in a picture, a byte for each code point.
    "ALTER TABLE pages ADD COLUMN certainty BLOB NOT NULL DEFAULT x''",
)

# By which another file of the same report is recognised; made again wherever it is missing.
SKETCHES = (
    """CREATE TABLE sketches (
  reading TEXT NOT NULL PRIMARY KEY REFERENCES readings (id),
  words TEXT NOT NULL,              -- JSON array of hashes, sorted
  numbers TEXT NOT NULL
) WITHOUT ROWID, STRICT""",
)

STATEMENTS = SEARCH + HEALTH + RECOGNISED + SKETCHES
