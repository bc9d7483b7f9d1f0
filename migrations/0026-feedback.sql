-- What came back about deliveries: a mail to one of our addresses, or a provider's message. Kept as it came, so that it can be shown.
CREATE TABLE feedback_report (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  -- SHA-256 of what arrived: the same one counts once.
  hash BLOB NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  -- inbox:<id>, provider:<name> or smtp.
  source TEXT NOT NULL,
  kind TEXT NOT NULL,
  from_address TEXT,
  subject TEXT NOT NULL DEFAULT '',
  -- Compressed; null for what is about nothing that was sent.
  raw BLOB,
  raw_bytes INTEGER NOT NULL
) STRICT;
CREATE INDEX feedback_report_at ON feedback_report (at);

-- What a report says about one recipient, and what followed from it.
CREATE TABLE feedback (
  no INTEGER PRIMARY KEY,
  report_no INTEGER NOT NULL REFERENCES feedback_report (no),
  -- Null: names nothing that was sent.
  delivery_no INTEGER,
  contact_no INTEGER,
  recipient TEXT,
  class TEXT NOT NULL CHECK (class IN ('hard', 'soft', 'none')),
  reason TEXT,
  status TEXT,
  response_no INTEGER,
  effect TEXT NOT NULL CHECK (effect IN ('none', 'delay', 'bounced', 'complained', 'unsubscribed', 'delivered')),
  -- The address that this suppressed, by hash.
  suppressed TEXT,
  -- What stood there before, as JSON, so that it can be put back.
  before TEXT,
  undone_at INTEGER
) STRICT;
CREATE INDEX feedback_of_report ON feedback (report_no);
CREATE INDEX feedback_of_delivery ON feedback (delivery_no) WHERE delivery_no IS NOT NULL;

ALTER TABLE organization ADD COLUMN soft_bounce_limit INTEGER NOT NULL DEFAULT 5;
