-- Real deletion: an original may go once the custody log tells that it is deleted.
DROP TRIGGER original_is_never_deleted;
DROP TRIGGER original_piece_is_never_deleted;
DROP TRIGGER arrival_is_never_deleted;
CREATE TRIGGER original_is_never_deleted BEFORE DELETE ON original
  WHEN (SELECT action FROM custody WHERE action IN ('received', 'deleted') AND subject = OLD.sha256 ORDER BY seq DESC LIMIT 1) IS NOT 'deleted'
  BEGIN SELECT RAISE(ABORT, 'originals are write-once'); END;
CREATE TRIGGER original_piece_is_never_deleted BEFORE DELETE ON original_piece
  WHEN (SELECT action FROM custody WHERE action IN ('received', 'deleted') AND subject = (SELECT sha256 FROM original WHERE id = OLD.original) ORDER BY seq DESC LIMIT 1) IS NOT 'deleted'
  BEGIN SELECT RAISE(ABORT, 'originals are write-once'); END;
CREATE TRIGGER arrival_is_never_deleted BEFORE DELETE ON arrival
  WHEN (SELECT action FROM custody WHERE action IN ('received', 'deleted') AND subject = (SELECT sha256 FROM original WHERE id = OLD.original) ORDER BY seq DESC LIMIT 1) IS NOT 'deleted'
  BEGIN SELECT RAISE(ABORT, 'arrivals are write-once'); END;
