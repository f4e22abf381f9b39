-- What was received. Write-once, and the triggers say so: no row of these tables is changed, and none deleted before the custody log tells that
-- its original is deleted (docs/formats/custody.md).

CREATE TABLE meta (
  key TEXT PRIMARY KEY,   -- oldest_schema: a program of this schema version, or of a newer one, may open the file
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE original (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,   -- of the bytes as received, 64 hex digits
  bytes INTEGER NOT NULL,
  received TEXT NOT NULL         -- UTC
);

-- An original's bytes in pieces of 4 MiB (the last one shorter), each a zstd frame of its own.
CREATE TABLE original_piece (
  id INTEGER PRIMARY KEY,
  original INTEGER NOT NULL REFERENCES original(id),
  number INTEGER NOT NULL,       -- from 0; piece n holds the bytes from n * 4194304 on
  sha256 TEXT NOT NULL,          -- of the piece's bytes before compression: tells where a damage lies
  zstd BLOB NOT NULL,
  UNIQUE (original, number)
);

-- One file with these bytes. The same bytes under another name are another arrival of the same original.
CREATE TABLE arrival (
  path TEXT NOT NULL,            -- as given to the program; a file name need not be valid UTF-8
  original INTEGER NOT NULL REFERENCES original(id),
  at TEXT NOT NULL,              -- UTC
  PRIMARY KEY (path, original)
) WITHOUT ROWID;
CREATE INDEX arrival_of_original ON arrival (original);

CREATE TRIGGER original_is_never_changed BEFORE UPDATE ON original
  BEGIN SELECT RAISE(ABORT, 'originals are write-once'); END;
CREATE TRIGGER original_is_never_deleted BEFORE DELETE ON original
  WHEN (SELECT action FROM custody WHERE action IN ('received', 'deleted') AND subject = OLD.sha256 ORDER BY seq DESC LIMIT 1) IS NOT 'deleted'
  BEGIN SELECT RAISE(ABORT, 'originals are write-once'); END;
CREATE TRIGGER original_piece_is_never_changed BEFORE UPDATE ON original_piece
  BEGIN SELECT RAISE(ABORT, 'originals are write-once'); END;
CREATE TRIGGER original_piece_is_never_deleted BEFORE DELETE ON original_piece
  WHEN (SELECT action FROM custody WHERE action IN ('received', 'deleted') AND subject = (SELECT sha256 FROM original WHERE id = OLD.original) ORDER BY seq DESC LIMIT 1) IS NOT 'deleted'
  BEGIN SELECT RAISE(ABORT, 'originals are write-once'); END;
CREATE TRIGGER arrival_is_never_changed BEFORE UPDATE ON arrival
  BEGIN SELECT RAISE(ABORT, 'arrivals are write-once'); END;
CREATE TRIGGER arrival_is_never_deleted BEFORE DELETE ON arrival
  WHEN (SELECT action FROM custody WHERE action IN ('received', 'deleted') AND subject = (SELECT sha256 FROM original WHERE id = OLD.original) ORDER BY seq DESC LIMIT 1) IS NOT 'deleted'
  BEGIN SELECT RAISE(ABORT, 'arrivals are write-once'); END;
