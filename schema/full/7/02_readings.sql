-- What the machine read. All of it can be made again from the originals; a newer reader replaces it, one original at a time.
-- Spans are JSON arrays of [begin, end) pairs: UTF-8 bytes of document.text.

CREATE TABLE reading (
  original INTEGER PRIMARY KEY REFERENCES original(id),
  path TEXT NOT NULL,            -- the arrival that it was read as
  reader TEXT NOT NULL,          -- program, model and rules that read it
  at TEXT NOT NULL,              -- UTC
  documents INTEGER NOT NULL,
  failures INTEGER NOT NULL,     -- parts that could not be read
  digest TEXT NOT NULL           -- SHA-256 over everything read from it; the custody log has it too
);

-- A file, or a part of one, that could not be read. Kept until it can.
CREATE TABLE failure (
  id INTEGER PRIMARY KEY,
  original INTEGER REFERENCES original(id),   -- NULL: not even its bytes could be read
  path TEXT NOT NULL,
  number INTEGER NOT NULL,       -- several parts of one file can fail: in their order
  kind TEXT NOT NULL,            -- malformed, unsupported, over_limit, io...
  what TEXT NOT NULL,            -- one line
  at TEXT NOT NULL               -- UTC
);
CREATE INDEX failure_of_path ON failure (path);
CREATE INDEX failure_of_original ON failure (original);

CREATE TABLE document (
  id INTEGER PRIMARY KEY,        -- this file's own number; outside, a document is called by its name
  name TEXT NOT NULL,            -- "d" + 16 hex digits
  original INTEGER NOT NULL REFERENCES original(id),
  number INTEGER NOT NULL,       -- order within its original
  path TEXT NOT NULL,
  part TEXT NOT NULL,
  format TEXT NOT NULL,
  title TEXT NOT NULL,        title_from TEXT NOT NULL,
  publisher TEXT NOT NULL,    publisher_from TEXT NOT NULL,
  agency TEXT NOT NULL,       agency_from TEXT NOT NULL,
  published TEXT NOT NULL,    published_from TEXT NOT NULL,
  modified TEXT NOT NULL,     modified_from TEXT NOT NULL,
  url TEXT NOT NULL,          url_from TEXT NOT NULL,
  dateline_place TEXT, dateline_date TEXT, dateline_agency TEXT, dateline_span TEXT,   -- all NULL: no dateline
  language TEXT NOT NULL,
  withdrawn INTEGER NOT NULL,
  kill_notice INTEGER NOT NULL,
  repaired INTEGER NOT NULL,     -- 1: damage or a limit made the reader cut, replace or overrule something; see warning
  digest TEXT NOT NULL,          -- SHA-256 over this document and everything read in it
  text TEXT NOT NULL,
  -- Since schema 2, as the delta adds them.
  section TEXT NOT NULL DEFAULT '',
  section_from TEXT NOT NULL DEFAULT '',
  captured TEXT NOT NULL DEFAULT '',         -- when an archive fetched it
  captured_from TEXT NOT NULL DEFAULT '',
  unsure TEXT NOT NULL DEFAULT '[]',         -- JSON array: which of title, publisher, agency, published, modified, url, section, captured
  flaws TEXT NOT NULL DEFAULT '[]',          -- JSON array: bot-wall, consent-page, empty-body, paywall-stub
  left_out TEXT NOT NULL DEFAULT '[]',       -- JSON array of [kind, pieces, bytes]
  pages TEXT NOT NULL DEFAULT '[]',          -- JSON array of [byte of text, number of the page that begins there]
  source_offset INTEGER NOT NULL DEFAULT 0,  -- where in the original the document was read from ...
  source_length INTEGER NOT NULL DEFAULT 0,  -- ... 0: not known
  source_codings TEXT NOT NULL DEFAULT '[]', -- JSON array: what to undo there, first to last, before map fits
  map BLOB NOT NULL DEFAULT x''              -- from text to the bytes of the source; docs/formats/case.md has its form
);
CREATE INDEX document_in_order ON document (published, name, original, number);
CREATE INDEX document_of_original ON document (original, number);

CREATE TABLE author (
  document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  name_from TEXT NOT NULL,
  organisation INTEGER NOT NULL DEFAULT 0,   -- 1: no person
  unsure INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (document, number)
) WITHOUT ROWID;

-- Two places of a page that state different things; the document has what is in "kept".
CREATE TABLE conflict (
  document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  field TEXT NOT NULL,           -- title, authors, published, modified, publisher, language, url
  kept TEXT NOT NULL,   kept_from TEXT NOT NULL,   kept_unsure INTEGER NOT NULL,
  other TEXT NOT NULL,  other_from TEXT NOT NULL,  other_unsure INTEGER NOT NULL,
  PRIMARY KEY (document, number)
) WITHOUT ROWID;

-- An entry of a live blog.
CREATE TABLE entry (
  document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  span TEXT NOT NULL,            -- one span
  title TEXT NOT NULL,      title_from TEXT NOT NULL,      title_unsure INTEGER NOT NULL,
  published TEXT NOT NULL,  published_from TEXT NOT NULL,  published_unsure INTEGER NOT NULL,
  PRIMARY KEY (document, number)
) WITHOUT ROWID;

CREATE TABLE entry_author (
  document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
  entry INTEGER NOT NULL,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  name_from TEXT NOT NULL,
  organisation INTEGER NOT NULL,
  unsure INTEGER NOT NULL,
  PRIMARY KEY (document, entry, number)
) WITHOUT ROWID;

CREATE TABLE warning (
  document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  what TEXT NOT NULL,
  PRIMARY KEY (document, number)
) WITHOUT ROWID;

CREATE TABLE block (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  begins INTEGER NOT NULL,
  ends INTEGER NOT NULL,
  UNIQUE (document, number)
);

CREATE TABLE agent (
  document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,       -- what attribution.agent and the like refer to
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  aliases TEXT NOT NULL,         -- JSON array of strings
  role TEXT NOT NULL,
  affiliation INTEGER,           -- agent of the same document; NULL: none known
  vague INTEGER NOT NULL,
  mentions TEXT NOT NULL,        -- spans
  PRIMARY KEY (document, number)
) WITHOUT ROWID;

CREATE TABLE attribution (
  document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  source TEXT NOT NULL,          -- spans
  cue TEXT NOT NULL,             -- spans
  content TEXT NOT NULL,         -- spans
  stance TEXT NOT NULL,
  negated INTEGER NOT NULL,
  source_kind TEXT NOT NULL,
  agent INTEGER,                 -- agent of the same document; NULL: nobody
  parent INTEGER,                -- attribution of the same document whose content this one stands in; NULL: outermost
  said TEXT NOT NULL,            -- ISO day, or empty
  confidence REAL NOT NULL,
  rule TEXT NOT NULL,
  certainty TEXT NOT NULL DEFAULT 'certain',
  PRIMARY KEY (document, number)
) WITHOUT ROWID;

-- On whose word a source speaks.
CREATE TABLE link (
  document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
  attribution INTEGER NOT NULL,
  number INTEGER NOT NULL,       -- nearest first
  kind TEXT NOT NULL,            -- citing, told, report
  cue TEXT NOT NULL,             -- one span
  span TEXT NOT NULL,            -- one span
  agent INTEGER,
  PRIMARY KEY (document, attribution, number)
) WITHOUT ROWID;

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
