-- When people may be written to, how often, and what happens when a moment was missed.
CREATE TABLE timing_rules (
  no INTEGER PRIMARY KEY CHECK (no = 1),
  -- JSON: quiet hours and allowed days. NULL: any time.
  quiet TEXT,
  -- At most so many campaigns per contact in so many days. NULL: no limit.
  cap_messages INTEGER,
  cap_days INTEGER,
  -- A start that was missed by no more than this is made late; otherwise people are asked.
  late_minutes INTEGER NOT NULL DEFAULT 60,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;
INSERT INTO timing_rules (no) VALUES (1);

-- JSON: waves by local time, repetition, spreading, quiet time of its own. NULL: nothing of that.
ALTER TABLE send ADD COLUMN timing TEXT;

-- A run of a campaign that repeats: which one, and which of its times.
ALTER TABLE campaign ADD COLUMN series_no INTEGER;
ALTER TABLE campaign ADD COLUMN occurrence_at INTEGER;
CREATE UNIQUE INDEX campaign_series ON campaign (series_no, occurrence_at) WHERE series_no IS NOT NULL;
