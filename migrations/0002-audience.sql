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
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  last_seen_at INTEGER,
  deleted_at INTEGER,
  import_no INTEGER,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX contact_email ON contact (email_key) WHERE email_key IS NOT NULL AND deleted_at IS NULL;

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
CREATE INDEX list_member_contact ON list_member (contact_no);

-- Addresses that get nothing over a channel, apart from lists and surviving every import. `address_hash` is the SHA-256 of the
-- normalised address, so that the row outlives an erased contact.
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
CREATE INDEX suppression_contact ON suppression (contact_no);

CREATE TABLE import (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  filename TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('uploading', 'ready', 'waiting', 'running', 'done', 'cancelled', 'failed')),
  problem TEXT,
  options TEXT,
  progress TEXT NOT NULL DEFAULT '{}',
  created_by TEXT,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER
) STRICT;
