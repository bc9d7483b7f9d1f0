-- `email_key` is the address as compared (src-shared/domain/email-address.ts); `name_key` and `company_key` are folded for sorting
-- and searching (src-shared/domain/search-text.ts). `import_no` is the last import that made or changed the contact.
CREATE TABLE contact (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  email TEXT,
  email_key TEXT,
  phone TEXT,
  external_id TEXT,
  first_name TEXT NOT NULL DEFAULT '',
  last_name TEXT NOT NULL DEFAULT '',
  company TEXT NOT NULL DEFAULT '',
  city TEXT NOT NULL DEFAULT '',
  country TEXT NOT NULL DEFAULT '',
  locale TEXT NOT NULL DEFAULT '',
  timezone TEXT NOT NULL DEFAULT '',
  attributes TEXT NOT NULL DEFAULT '{}',
  name_key TEXT NOT NULL DEFAULT '',
  company_key TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  last_seen_at INTEGER,
  deleted_at INTEGER,
  import_no INTEGER,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX contact_email ON contact (email_key) WHERE deleted_at IS NULL;
CREATE INDEX contact_name ON contact (name_key) WHERE deleted_at IS NULL;
-- A few bytes a row and in the order of `no`: what a jump to the 500,000th row walks along.
CREATE INDEX contact_live ON contact (deleted_at) WHERE deleted_at IS NULL;

-- How many contacts there are outside the recycle bin, kept with each change.
CREATE TABLE audience_count (
  name TEXT PRIMARY KEY,
  n INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO audience_count (name, n) VALUES ('contacts', 0);

-- The search index. A change puts the contact's number into the todo table; a thread works that off in short transactions, and a
-- search looks at the rows that still wait as well.
CREATE VIRTUAL TABLE contact_search USING fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'trigram', detail = 'none'
);
CREATE TABLE contact_search_todo (
  no INTEGER PRIMARY KEY
) STRICT;
CREATE TRIGGER contact_search_insert AFTER INSERT ON contact BEGIN
  INSERT INTO contact_search_todo (no) VALUES (new.no) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER contact_search_update AFTER UPDATE OF email_key, name_key, company_key ON contact
WHEN old.email_key IS NOT new.email_key OR old.name_key <> new.name_key OR old.company_key <> new.company_key BEGIN
  INSERT INTO contact_search_todo (no) VALUES (new.no) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER contact_search_delete AFTER DELETE ON contact BEGIN
  INSERT INTO contact_search_todo (no) VALUES (old.no) ON CONFLICT DO NOTHING;
END;

-- The three sums count members outside the recycle bin and are kept in the transaction of each change.
CREATE TABLE list (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  subscribed INTEGER NOT NULL DEFAULT 0,
  unconfirmed INTEGER NOT NULL DEFAULT 0,
  unsubscribed INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  deleted_at INTEGER,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX list_name ON list (name COLLATE NOCASE) WHERE deleted_at IS NULL;

CREATE TABLE list_member (
  list_no INTEGER NOT NULL,
  contact_no INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('subscribed', 'unconfirmed', 'unsubscribed')),
  changed_at INTEGER NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (list_no, contact_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX list_member_contact ON list_member (contact_no, state);
-- The few who are on a list without getting its mail; what is not in here need not be looked at to know who can be written to.
CREATE INDEX list_member_away ON list_member (contact_no, state) WHERE state IN ('unconfirmed', 'unsubscribed');

-- Addresses that get nothing over a channel, apart from lists and surviving every import. `address_hash` is the SHA-256 of the
-- normalised address, so that the row outlives an erased contact; `contact_no` is the contact that has this address now, if any.
CREATE TABLE suppression (
  no INTEGER PRIMARY KEY,
  channel TEXT NOT NULL,
  address_hash TEXT NOT NULL,
  address TEXT,
  contact_no INTEGER,
  reason TEXT NOT NULL CHECK (reason IN ('unsubscribed', 'bounced', 'complained', 'blocked')),
  source TEXT NOT NULL,
  at INTEGER NOT NULL,
  UNIQUE (channel, address_hash)
) STRICT;
CREATE INDEX suppression_contact ON suppression (contact_no, channel, reason) WHERE contact_no IS NOT NULL;
CREATE INDEX suppression_without_contact ON suppression (channel) WHERE contact_no IS NULL;
