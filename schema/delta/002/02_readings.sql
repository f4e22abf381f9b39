-- What a reading says of a document since schema 2: section, doubts, conflicts, flaws of the capture, entries, pages, and the way back
-- to the original's bytes. Documents that were read before have none of it until their original is read again.

ALTER TABLE document ADD COLUMN section TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN section_from TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN captured TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN captured_from TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN unsure TEXT NOT NULL DEFAULT '[]';
ALTER TABLE document ADD COLUMN flaws TEXT NOT NULL DEFAULT '[]';
ALTER TABLE document ADD COLUMN left_out TEXT NOT NULL DEFAULT '[]';
ALTER TABLE document ADD COLUMN pages TEXT NOT NULL DEFAULT '[]';
ALTER TABLE document ADD COLUMN source_offset INTEGER NOT NULL DEFAULT 0;
ALTER TABLE document ADD COLUMN source_length INTEGER NOT NULL DEFAULT 0;
ALTER TABLE document ADD COLUMN source_codings TEXT NOT NULL DEFAULT '[]';
ALTER TABLE document ADD COLUMN map BLOB NOT NULL DEFAULT x'';

ALTER TABLE author ADD COLUMN organisation INTEGER NOT NULL DEFAULT 0;
ALTER TABLE author ADD COLUMN unsure INTEGER NOT NULL DEFAULT 0;

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
