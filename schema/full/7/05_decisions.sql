-- What people decided about what the program found. Write-once: an undo is a row of its own. The custody log has each one too;
-- where its entry there is erased, because what it quotes was deleted, the quotation may go from here.

CREATE TABLE decision (
  number INTEGER PRIMARY KEY,    -- from 1, without gaps
  at TEXT NOT NULL,              -- UTC
  body TEXT NOT NULL             -- JSON, docs/formats/decisions.md
);

CREATE TRIGGER decision_is_never_changed BEFORE UPDATE ON decision
  WHEN NOT (NEW.number IS OLD.number AND NEW.at IS OLD.at
            AND EXISTS (SELECT 1 FROM custody WHERE action = 'decided' AND subject = 'decision ' || OLD.number AND erased IS NOT NULL))
  BEGIN SELECT RAISE(ABORT, 'decisions are write-once'); END;
CREATE TRIGGER decision_is_never_deleted BEFORE DELETE ON decision
  BEGIN SELECT RAISE(ABORT, 'decisions are write-once'); END;

-- Ids of claims and agents that this case has ever had, so that an old one leads to what has become of it.
CREATE TABLE known_id (
  id TEXT PRIMARY KEY,
  since TEXT NOT NULL,           -- UTC
  gone TEXT,                     -- UTC: since when nothing is called so; NULL: something is
  spots TEXT NOT NULL            -- JSON: where its first members stand, [document, begin, end, words] each
) WITHOUT ROWID;
