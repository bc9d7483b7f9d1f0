-- A question about many campaigns that is kept under a name: those that began in the last so many days, of a channel, with words in their names.
-- `schedule`: JSON, when it is mailed and to whom (src-shared/domain/report/saved-report.ts); NULL: it is not. `changed_by`: in whose name.
CREATE TABLE saved_report (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  days INTEGER NOT NULL,
  channel TEXT,
  search TEXT NOT NULL,
  schedule TEXT,
  next_at INTEGER,
  mailed_at INTEGER,
  problem TEXT,
  changed_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;
