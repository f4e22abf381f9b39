-- The custody log. Each entry's hash covers the one before it; how it is computed stands in docs/formats/case.md.

CREATE TABLE custody (
  seq INTEGER PRIMARY KEY,       -- from 1, without gaps
  at TEXT NOT NULL,              -- UTC
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,          -- JSON
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE INDEX custody_of_subject ON custody (subject);

CREATE TRIGGER custody_is_never_changed BEFORE UPDATE ON custody
  BEGIN SELECT RAISE(ABORT, 'the custody log is never changed'); END;
CREATE TRIGGER custody_is_never_deleted BEFORE DELETE ON custody
  BEGIN SELECT RAISE(ABORT, 'the custody log is never changed'); END;
