-- One database is one organization. `no` is a row's number on this machine and never leaves it; `id` is the UUIDv7 that the
-- outside and other machines know. Moments are milliseconds since 1970 UTC.

CREATE TABLE organization (
  no INTEGER PRIMARY KEY CHECK (no = 1),
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  slug TEXT NOT NULL,
  timezone TEXT NOT NULL,
  locale TEXT NOT NULL,
  public_url TEXT,
  track_opens INTEGER NOT NULL DEFAULT 1,
  track_clicks INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Sealed values (AES-256-GCM, bound to their name): keys for tokens, passwords of senders.
CREATE TABLE secret (
  name TEXT PRIMARY KEY,
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE user (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL CHECK (role IN ('admin', 'manager', 'marketer', 'analyst', 'employee')),
  password_hash TEXT,
  active INTEGER NOT NULL DEFAULT 1,
  invite_hash TEXT UNIQUE,
  invite_expires_at INTEGER,
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE session (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  user_no INTEGER NOT NULL REFERENCES user (no),
  kind TEXT NOT NULL CHECK (kind IN ('browser', 'token', 'desktop', 'cli')),
  token_hash TEXT NOT NULL UNIQUE,
  -- The refresh token before the current one. Whoever shows it again has a copy: the session ends.
  previous_hash TEXT,
  device TEXT NOT NULL,
  ip TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX session_user ON session (user_no);
CREATE INDEX session_previous ON session (previous_hash) WHERE previous_hash IS NOT NULL;

CREATE TABLE login_failure (
  subject TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  blocked_until INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What people and Herald did, one line each, written in the transaction of the deed. Opens, clicks and delivery states are too
-- many for it and have their own tables.
CREATE TABLE fact (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  subject TEXT NOT NULL,
  actor TEXT,
  at INTEGER NOT NULL,
  data TEXT NOT NULL,
  caused_by TEXT
) STRICT;
CREATE INDEX fact_subject ON fact (subject, seq);

-- Work to be done after a commit: ids only. States and retries: src-main/queue/README.md.
CREATE TABLE job (
  no INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  key TEXT,
  payload TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'failed')),
  run_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  lease INTEGER NOT NULL DEFAULT 0,
  lease_until INTEGER,
  last_error TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX job_key ON job (kind, key) WHERE key IS NOT NULL AND state = 'waiting';
CREATE INDEX job_due ON job (run_at) WHERE state = 'waiting';

-- A moment at which a job becomes due. `local` and `timezone` are kept so that it can be recomputed when zone data changes.
CREATE TABLE timer (
  no INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  local TEXT,
  timezone TEXT,
  payload TEXT NOT NULL,
  UNIQUE (kind, key)
) STRICT;
CREATE INDEX timer_due ON timer (due_at);

-- The last notices of the live stream, written when Herald stops, so that a client can resume over a restart.
CREATE TABLE stream_event (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  topics TEXT NOT NULL
) STRICT;

-- Which row of numbers the notices belong to. A crash loses the last ones, so that the next start begins another epoch.
CREATE TABLE stream_epoch (
  no INTEGER PRIMARY KEY CHECK (no = 1),
  epoch TEXT NOT NULL,
  clean INTEGER NOT NULL
) STRICT;

-- Answers already given to requests that carried an Idempotency-Key.
CREATE TABLE idempotency (
  key TEXT PRIMARY KEY,
  request_hash TEXT NOT NULL,
  response TEXT,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
