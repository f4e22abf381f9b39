-- What a decision quotes may go when its entry in the custody log is erased.
DROP TRIGGER decision_is_never_changed;
CREATE TRIGGER decision_is_never_changed BEFORE UPDATE ON decision
  WHEN NOT (NEW.number IS OLD.number AND NEW.at IS OLD.at
            AND EXISTS (SELECT 1 FROM custody WHERE action = 'decided' AND subject = 'decision ' || OLD.number AND erased IS NOT NULL))
  BEGIN SELECT RAISE(ABORT, 'decisions are write-once'); END;
