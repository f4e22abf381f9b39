-- Full text of the blocks. The index holds no text: it finds the words of a block again through this view.

CREATE VIEW block_text (id, words) AS
  SELECT block.id, CAST(substr(CAST(document.text AS BLOB), block.begins + 1, block.ends - block.begins) AS TEXT)
  FROM block JOIN document ON document.id = block.document;

CREATE VIRTUAL TABLE block_index USING fts5(
  words, content = 'block_text', content_rowid = 'id', tokenize = 'stemma');
