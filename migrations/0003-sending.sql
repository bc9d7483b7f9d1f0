CREATE TABLE sender (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  provider TEXT NOT NULL CHECK (provider IN ('test_mailbox', 'smtp')),
  from_name TEXT NOT NULL,
  from_email TEXT NOT NULL,
  reply_to TEXT,
  host TEXT NOT NULL DEFAULT '',
  port INTEGER NOT NULL DEFAULT 0,
  security TEXT NOT NULL DEFAULT 'none' CHECK (security IN ('none', 'starttls', 'tls')),
  username TEXT,
  max_connections INTEGER NOT NULL DEFAULT 5,
  per_second INTEGER,
  per_minute INTEGER,
  per_hour INTEGER,
  per_day INTEGER,
  is_default INTEGER NOT NULL DEFAULT 0,
  paused_reason TEXT,
  paused_at INTEGER,
  created_at INTEGER NOT NULL,
  deleted_at INTEGER,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX sender_default ON sender (is_default) WHERE is_default = 1 AND deleted_at IS NULL;

-- The business effort. A campaign with one send shows as one thing.
CREATE TABLE campaign (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  created_by TEXT,
  created_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;

-- One message to one audience.
CREATE TABLE send (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  campaign_no INTEGER NOT NULL REFERENCES campaign (no),
  channel TEXT NOT NULL CHECK (channel IN ('email')),
  state TEXT NOT NULL CHECK (state IN ('draft', 'scheduled', 'sending', 'paused', 'sent', 'cancelled', 'failed')),
  reason TEXT,
  subject TEXT NOT NULL DEFAULT '',
  preheader TEXT NOT NULL DEFAULT '',
  body_kind TEXT NOT NULL DEFAULT 'html' CHECK (body_kind IN ('html', 'markdown')),
  body TEXT NOT NULL DEFAULT '',
  sender_no INTEGER REFERENCES sender (no),
  audience TEXT NOT NULL DEFAULT '{}',
  track_opens INTEGER NOT NULL DEFAULT 1,
  track_clicks INTEGER NOT NULL DEFAULT 1,
  schedule_local TEXT,
  schedule_timezone TEXT,
  schedule_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  started_at INTEGER,
  frozen_at INTEGER,
  finished_at INTEGER,
  freeze_cursor INTEGER NOT NULL DEFAULT 0,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX send_campaign ON send (campaign_no);
CREATE INDEX send_active ON send (state) WHERE state IN ('scheduled', 'sending', 'paused');

-- What a server said, once per distinct text.
CREATE TABLE response (
  no INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;

-- One row per recipient: the send ledger. States and their order: src-shared/domain/delivery/delivery-state.ts.
CREATE TABLE delivery (
  no INTEGER PRIMARY KEY,
  send_no INTEGER NOT NULL,
  contact_no INTEGER NOT NULL,
  address TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'claimed', 'in_data', 'accepted', 'deferred', 'failed', 'unknown', 'skipped',
    'cancelled', 'bounced', 'complained')),
  code TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER,
  claim INTEGER,
  changed_at INTEGER NOT NULL,
  response_no INTEGER,
  UNIQUE (send_no, contact_no)
) STRICT;
CREATE INDEX delivery_ready ON delivery (send_no, next_at, no) WHERE state IN ('queued', 'deferred');
CREATE INDEX delivery_in_flight ON delivery (send_no, claim) WHERE state IN ('claimed', 'in_data');
CREATE INDEX delivery_contact ON delivery (contact_no);
-- The states that people look for by filter; the others are most of a ledger at some time.
CREATE INDEX delivery_notable ON delivery (send_no, state, contact_no)
  WHERE state IN ('deferred', 'failed', 'unknown', 'skipped', 'cancelled', 'bounced', 'complained');

-- The number of the engine that works now. A row in hand names its engine, so that a new one knows what a dead one left.
CREATE TABLE sending_engine (
  no INTEGER PRIMARY KEY CHECK (no = 1),
  claim INTEGER NOT NULL
) STRICT;
INSERT INTO sending_engine (no, claim) VALUES (1, 0);

-- Maintained with every change of the ledger, in the same transaction. `measure` is a state, or `skipped:<reason>`.
CREATE TABLE send_count (
  send_no INTEGER NOT NULL,
  measure TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (send_no, measure)
) STRICT, WITHOUT ROWID;

-- The links of a message, in the order in which they stand in it. Tokens name them by index.
CREATE TABLE send_link (
  send_no INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  url TEXT NOT NULL,
  PRIMARY KEY (send_no, idx)
) STRICT, WITHOUT ROWID;
