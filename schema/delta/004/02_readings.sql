-- Grounding, since schema 4. No program has ever written a row of the older table.

DROP TABLE figure;

-- What was grounded, in the order of the text. `attribution`: of the same document, in whose words it stands; NULL: the outlet's own voice.
-- What is not known is empty, or NULL for numbers and for what points somewhere. Words and meanings: include/stemma/grounding.h.
CREATE TABLE time_expression (
  document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,       -- what figure.time and event.times refer to
  span TEXT NOT NULL,            -- one span
  kind TEXT NOT NULL,            -- date, time, duration, set
  role TEXT NOT NULL,            -- happened; said: it dates its attribution
  value TEXT NOT NULL, mod TEXT NOT NULL, quant TEXT NOT NULL, freq TEXT NOT NULL,  -- TIMEX3
  edtf TEXT NOT NULL,
  earliest TEXT NOT NULL, latest TEXT NOT NULL,  -- ISO days
  granularity TEXT NOT NULL,
  approximate INTEGER NOT NULL,
  calendar TEXT NOT NULL,
  anchor TEXT NOT NULL,          -- published, dateline, text; what it was counted from
  attribution INTEGER,
  confidence REAL NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (document, number)
) WITHOUT ROWID;

CREATE TABLE figure (
  document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  span TEXT NOT NULL,            -- one span
  kind TEXT NOT NULL,            -- count, money, measure, percentage, age, ordinal
  bound TEXT NOT NULL,           -- exact, at_least, more_than, at_most, less_than, about, between, vague
  value REAL, low REAL, high REAL,
  printed TEXT NOT NULL,         -- the number in decimal digits
  quantity_span TEXT NOT NULL,   -- one span: the number with its unit
  number_span TEXT NOT NULL,     -- one span: the number alone
  unit TEXT NOT NULL,
  converted REAL, converted_unit TEXT NOT NULL,
  counted TEXT NOT NULL,
  counted_span TEXT,             -- one span
  part_of TEXT NOT NULL,
  place INTEGER, time INTEGER,   -- of the same document
  as_of TEXT NOT NULL,           -- ISO day
  doubt TEXT NOT NULL,
  attribution INTEGER,
  confidence REAL NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (document, number)
) WITHOUT ROWID;

CREATE TABLE place (
  document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  span TEXT NOT NULL,            -- one span
  kind TEXT NOT NULL,            -- literal, demonym, metonym
  name TEXT NOT NULL,
  matches TEXT NOT NULL,         -- JSON array of objects, likeliest first
  address INTEGER NOT NULL,
  attribution INTEGER,
  confidence REAL NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (document, number)
) WITHOUT ROWID;

CREATE TABLE event (
  document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  span TEXT NOT NULL,            -- one span: the predicate
  predicate TEXT NOT NULL,
  class TEXT NOT NULL,
  participants TEXT NOT NULL,    -- JSON array of objects
  negated INTEGER NOT NULL,
  modality TEXT NOT NULL,        -- did, will, must, might, would
  main INTEGER NOT NULL,
  times TEXT NOT NULL, places TEXT NOT NULL, figures TEXT NOT NULL,  -- JSON arrays of numbers of the same document
  attribution INTEGER,
  confidence REAL NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (document, number)
) WITHOUT ROWID;
