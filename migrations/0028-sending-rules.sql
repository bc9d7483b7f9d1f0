-- What holds for everything that leaves, whichever sender it goes through.
CREATE TABLE sending_rules (
  no INTEGER PRIMARY KEY CHECK (no = 1),
  -- Seconds in which a send can be taken back; 0: it begins at once.
  undo_seconds INTEGER NOT NULL DEFAULT 30,
  per_second INTEGER,
  per_minute INTEGER,
  per_hour INTEGER,
  per_day INTEGER,
  -- JSON: what mailbox providers take. NULL: as Herald knows them.
  domain_rules TEXT,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;
INSERT INTO sending_rules (no) VALUES (1);

-- Until then a send that somebody has just asked for can be taken back.
ALTER TABLE send ADD COLUMN hold_until INTEGER;

-- When a server first put somebody off; what is worth trying for how long counts from then.
ALTER TABLE delivery ADD COLUMN first_at INTEGER;

-- JSON: how much a new server may send on which day.
ALTER TABLE sender ADD COLUMN warm_up TEXT;

-- It has been paused by itself once; whoever resumes it has decided.
ALTER TABLE send ADD COLUMN guard_tripped INTEGER NOT NULL DEFAULT 0;

-- Somebody has seen that it failed, and nothing is to be done.
ALTER TABLE delivery ADD COLUMN discarded_at INTEGER;
CREATE INDEX delivery_dead ON delivery (no, code, send_no, changed_at) WHERE state = 'failed' AND discarded_at IS NULL;

-- Who sends while this one can't.
ALTER TABLE sender ADD COLUMN failover_no INTEGER REFERENCES sender (no);
