-- How sure a content is, as its source presents it, since schema 3. What was read before counts as certain until it is read again.

ALTER TABLE attribution ADD COLUMN certainty TEXT NOT NULL DEFAULT 'certain';
