-- Keys of programs. Only the hash of a key is kept; what it may do is bounded by the person it acts for.
CREATE TABLE api_key (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  -- The first characters of the key, by which a person knows it again.
  handle TEXT NOT NULL UNIQUE,
  key_hash TEXT NOT NULL UNIQUE,
  scopes TEXT NOT NULL,
  user_no INTEGER NOT NULL REFERENCES user (no),
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  last_used_at INTEGER,
  revoked_at INTEGER
) STRICT;

-- Single messages that a program asks for go through the ledger of the engine too. Each sender has one send for them, of a
-- campaign that no list shows; it never ends.
ALTER TABLE send ADD COLUMN kind TEXT NOT NULL DEFAULT 'campaign' CHECK (kind IN ('campaign', 'transactional'));
CREATE UNIQUE INDEX send_transactional ON send (sender_no) WHERE kind = 'transactional';

-- What messages say, once per distinct text.
CREATE TABLE message_content (
  no INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  subject TEXT NOT NULL,
  preheader TEXT NOT NULL,
  body_kind TEXT NOT NULL CHECK (body_kind IN ('html', 'markdown')),
  body TEXT NOT NULL
) STRICT;

-- One row per message asked for; its state, attempts and the words of the server are those of its ledger row.
CREATE TABLE transactional (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  delivery_no INTEGER NOT NULL UNIQUE,
  -- Who asks and their Idempotency-Key: kept as long as the message, so that a repetition is never a second message.
  once_key TEXT UNIQUE,
  request_hash TEXT NOT NULL,
  content_no INTEGER NOT NULL REFERENCES message_content (no),
  contact_no INTEGER,
  -- As compared with the suppression list; the ledger row has the address as it is written to.
  email_key TEXT NOT NULL,
  subject TEXT NOT NULL,
  data TEXT NOT NULL,
  created_by TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX transactional_contact ON transactional (contact_no) WHERE contact_no IS NOT NULL;
CREATE INDEX transactional_email ON transactional (email_key);
