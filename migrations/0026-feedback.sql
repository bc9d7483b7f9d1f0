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
CREATE INDEX feedback_report_from ON feedback_report (from_address COLLATE NOCASE) WHERE from_address IS NOT NULL;

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
CREATE INDEX feedback_of_contact ON feedback (contact_no) WHERE contact_no IS NOT NULL;
CREATE INDEX feedback_of_delivery ON feedback (delivery_no) WHERE delivery_no IS NOT NULL;

ALTER TABLE organization ADD COLUMN soft_bounce_limit INTEGER NOT NULL DEFAULT 5;

-- A mailbox that Herald reads for what comes back.
CREATE TABLE inbox (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  protocol TEXT NOT NULL CHECK (protocol IN ('imap', 'pop3')),
  host TEXT NOT NULL,
  port INTEGER NOT NULL,
  security TEXT NOT NULL CHECK (security IN ('none', 'starttls', 'tls')),
  username TEXT NOT NULL,
  folder TEXT NOT NULL DEFAULT 'INBOX',
  -- Where mail to this mailbox is addressed.
  address TEXT NOT NULL,
  -- Mail to address+anything arrives here too, so that each message can have a return path of its own.
  plus_addressing INTEGER NOT NULL DEFAULT 0,
  -- What becomes of mail that was understood; any other is left as it is.
  afterwards TEXT NOT NULL CHECK (afterwards IN ('keep', 'mark', 'move', 'delete')),
  done_folder TEXT NOT NULL DEFAULT 'Herald',
  is_active INTEGER NOT NULL DEFAULT 1,
  -- How far it has been read: a number that counts within one validity.
  validity TEXT NOT NULL DEFAULT '',
  last_uid INTEGER NOT NULL DEFAULT 0,
  checked_at INTEGER,
  -- Why it could not be read the last time, in the server's words.
  trouble TEXT,
  mails_read INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  deleted_at INTEGER,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;

-- POP3 has no numbers that grow: what has been read is known by name.
CREATE TABLE inbox_seen (
  inbox_no INTEGER NOT NULL,
  uidl TEXT NOT NULL,
  PRIMARY KEY (inbox_no, uidl)
) STRICT, WITHOUT ROWID;

-- Whose bounces come to which mailbox.
CREATE TABLE inbox_sender (
  sender_no INTEGER PRIMARY KEY,
  inbox_no INTEGER NOT NULL
) STRICT;

-- What the DNS says of a domain that mail is sent from, when it was looked at last, and the key that signs its mail.
CREATE TABLE sending_domain (
  domain TEXT PRIMARY KEY,
  selector TEXT,
  public_key TEXT,
  -- Mail is signed once the public key has been seen in the DNS.
  signs INTEGER NOT NULL DEFAULT 0,
  checked_at INTEGER,
  findings TEXT
) STRICT, WITHOUT ROWID;
