CREATE TABLE agent (
  no INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;

-- Every request that came from a mail, kept raw, so that it can be classified again when the rules improve.
CREATE TABLE hit (
  no INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  send_no INTEGER NOT NULL,
  delivery_no INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('open', 'click', 'unsubscribe')),
  link INTEGER,
  agent_no INTEGER,
  ip TEXT NOT NULL
) STRICT;

-- Whether a delivery has done something before; link -1 stands for any.
CREATE TABLE hit_first (
  delivery_no INTEGER NOT NULL,
  kind TEXT NOT NULL,
  link INTEGER NOT NULL,
  n INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (delivery_no, kind, link)
) STRICT, WITHOUT ROWID;

-- Sums per send, measure and minute. Measures: sent, failed, opened, clicked, unsubscribed. `uniques` counts deliveries that did so
-- for the first time.
CREATE TABLE send_minute (
  send_no INTEGER NOT NULL,
  measure TEXT NOT NULL,
  minute INTEGER NOT NULL,
  total INTEGER NOT NULL,
  uniques INTEGER NOT NULL,
  PRIMARY KEY (send_no, measure, minute)
) STRICT, WITHOUT ROWID;
CREATE INDEX send_minute_time ON send_minute (minute);

-- Sums per link of a send.
CREATE TABLE link_count (
  send_no INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  total INTEGER NOT NULL,
  uniques INTEGER NOT NULL,
  PRIMARY KEY (send_no, idx)
) STRICT, WITHOUT ROWID;

-- Who has left, by which message. `hit_first` says the same as long as it is not undone.
CREATE TABLE unsubscribe (
  delivery_no INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  one_click INTEGER NOT NULL,
  reason TEXT,
  undone_at INTEGER
) STRICT;
