-- How a hit was asked for (0 as a person's program does, 1 for its head alone, 2 ahead of a person), and how long after the server
-- had taken the message, in milliseconds; NULL: not known. Hits for heads alone are in no sum. `delivery_no` 0 stands for nobody: a hit
-- of somebody who is counted without being known.
ALTER TABLE hit ADD COLUMN asked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE hit ADD COLUMN since INTEGER;

-- Who was behind each hit, and what says so: places in the lists of src-shared/domain/tracking/verdict.ts. All of one message stand
-- together, as the rules look at them together.
CREATE TABLE hit_verdict (
  delivery_no INTEGER NOT NULL,
  hit_no INTEGER NOT NULL,
  verdict INTEGER NOT NULL,
  evidence INTEGER NOT NULL,
  PRIMARY KEY (delivery_no, hit_no)
) STRICT, WITHOUT ROWID;

-- How far hits have been judged. `version`: of the rules; `seen`: the last hit; `redone`: the last delivery that was judged anew since
-- the version changed, NULL once all were. Hits up to `assumed` count as human until they have a verdict: they came before there were any.
CREATE TABLE classifier (
  no INTEGER PRIMARY KEY CHECK (no = 1),
  version INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  redone INTEGER,
  assumed INTEGER NOT NULL
) STRICT;
INSERT INTO classifier (no, version, seen, redone, assumed) SELECT 1, 0, 0, NULL, coalesce(max(no), 0) FROM hit;

-- What people did, of all that was done.
ALTER TABLE hit_first ADD COLUMN human_n INTEGER NOT NULL DEFAULT 0;
ALTER TABLE hit_first ADD COLUMN human_at INTEGER;
ALTER TABLE hit_first ADD COLUMN human_last_at INTEGER;
UPDATE hit_first SET human_n = n, human_at = at, human_last_at = last_at WHERE kind IN ('open', 'click');

ALTER TABLE link_count ADD COLUMN human_total INTEGER NOT NULL DEFAULT 0;
ALTER TABLE link_count ADD COLUMN human_uniques INTEGER NOT NULL DEFAULT 0;
UPDATE link_count SET human_total = total, human_uniques = uniques;

-- Measures of people alone: human_opened, human_clicked.
INSERT INTO send_minute (send_no, measure, minute, total, uniques)
  SELECT send_no, 'human_' || measure, minute, total, uniques FROM send_minute WHERE measure IN ('opened', 'clicked');

-- Tracking beside off and on: without knowing who, and for somebody alone.
ALTER TABLE organization ADD COLUMN track_anonymously INTEGER NOT NULL DEFAULT 0;
ALTER TABLE organization ADD COLUMN respect_unwilling INTEGER NOT NULL DEFAULT 1;
ALTER TABLE organization ADD COLUMN hidden_link INTEGER NOT NULL DEFAULT 0;
CREATE TABLE contact_tracking (
  contact_no INTEGER PRIMARY KEY,
  mode TEXT NOT NULL CHECK (mode IN ('anonymous', 'off')),
  changed_at INTEGER NOT NULL
) STRICT;
