-- The custody log. Each entry's hash covers the one before it; how it is computed stands in docs/formats/custody.md.

CREATE TABLE custody (
  seq INTEGER PRIMARY KEY,       -- from 1, without gaps
  at TEXT NOT NULL,              -- UTC
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,          -- JSON; empty: erased
  previous TEXT NOT NULL,
  hash TEXT NOT NULL,
  -- Since schema 7, as the delta adds them.
  salt TEXT,                     -- 32 hex digits, empty: erased; NULL: an entry of the first form
  erased TEXT                    -- NULL: its words are there; SHA-256 of salt and detail; empty: of the first form, nothing is left of its words
);
CREATE INDEX custody_of_subject ON custody (subject);

-- The words of an entry of the second form can be erased, once, and nothing else of it: its hash covers SHA-256(salt, detail), which is kept.
CREATE TRIGGER custody_is_never_changed BEFORE UPDATE ON custody
  WHEN NOT (NEW.seq IS OLD.seq AND NEW.at IS OLD.at AND NEW.action IS OLD.action AND NEW.subject IS OLD.subject
            AND NEW.previous IS OLD.previous AND NEW.hash IS OLD.hash
            AND OLD.erased IS NULL AND NEW.erased IS NOT NULL AND NEW.detail IS '' AND NEW.salt IS CASE WHEN OLD.salt IS NOT NULL THEN '' END
            AND OLD.action NOT IN ('deleted', 'redacted')
            AND EXISTS (SELECT 1 FROM custody AS later WHERE later.seq > OLD.seq AND later.action IN ('deleted', 'redacted')))
  BEGIN SELECT RAISE(ABORT, 'the custody log is never changed'); END;
CREATE TRIGGER custody_is_never_deleted BEFORE DELETE ON custody
  BEGIN SELECT RAISE(ABORT, 'the custody log is never changed'); END;

-- What proves when the log, up to one of its entries, existed, and who vouched for it.
CREATE TABLE stamp (
  number INTEGER PRIMARY KEY,    -- from 1
  kind TEXT NOT NULL,            -- rfc3161, ed25519
  seq INTEGER NOT NULL REFERENCES custody(seq),
  hash TEXT NOT NULL,            -- of that entry
  at TEXT NOT NULL,              -- UTC: when it was put into the case
  who TEXT NOT NULL,             -- the authority as its token names it, or the public key (32 bytes, 64 hex digits)
  token BLOB NOT NULL,           -- TimeStampToken (RFC 3161, DER), or the signature (RFC 8032, 64 bytes)
  trust TEXT NOT NULL            -- root certificates (PEM) that were given with it; empty: none
);

CREATE TRIGGER stamp_is_never_changed BEFORE UPDATE ON stamp
  BEGIN SELECT RAISE(ABORT, 'stamps are write-once'); END;
CREATE TRIGGER stamp_is_never_deleted BEFORE DELETE ON stamp
  BEGIN SELECT RAISE(ABORT, 'stamps are write-once'); END;
