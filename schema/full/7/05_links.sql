-- What linking found, kept so that one more document links its neighbourhood only (docs/formats/case.md). All of it can be made again from the
-- readings. meta 'links' names the rules by which it was made; it is empty, or not there, while something has still to be linked.

-- A document's part in dividing the case into matters.
CREATE TABLE link_document (
  document INTEGER PRIMARY KEY REFERENCES document(id) ON DELETE CASCADE,
  record BLOB NOT NULL,          -- what its neighbours are found by; a function of its reading
  ties BLOB NOT NULL,            -- pairs of an earlier document's id and a strength; meta 'ties' is empty if they have to be found again
  house BLOB NOT NULL            -- its house text
);

-- The model of each matter, with its indices counted from 0.
CREATE TABLE link_matter (
  key TEXT PRIMARY KEY,          -- of all that the model depends on
  members BLOB NOT NULL,         -- ids of its documents, in order
  zstd BLOB NOT NULL             -- the model
) WITHOUT ROWID;

CREATE TRIGGER links_lack_a_document AFTER INSERT ON document
  BEGIN UPDATE meta SET value = '' WHERE key = 'links' AND value <> ''; END;
CREATE TRIGGER links_have_a_document_too_many AFTER DELETE ON document
  BEGIN UPDATE meta SET value = '' WHERE key IN ('links', 'ties') AND value <> ''; END;
