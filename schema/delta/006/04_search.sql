-- The index by Stemma's own words (src/base/search_words.h): made anew from the texts.
DROP TABLE block_index;
CREATE VIRTUAL TABLE block_index USING fts5(
  words, content = 'block_text', content_rowid = 'id', tokenize = 'stemma');
INSERT INTO block_index (block_index) VALUES ('rebuild');
