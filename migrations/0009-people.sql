-- Work on many contacts at once: bulk edits, the recycle bin, exports, duplicates, and the views people keep of their contacts.

-- How long what is in the recycle bin stays there. The index is the bin itself, oldest first.
ALTER TABLE organization ADD COLUMN bin_days INTEGER NOT NULL DEFAULT 30;
CREATE INDEX contact_bin ON contact (deleted_at, no) WHERE deleted_at IS NOT NULL;

-- One change made to many contacts. First the numbers of all contacts it means are noted (the parts), then part after part is changed,
-- each in a short transaction of its own, so that a killed run goes on and nobody is changed twice. `at` is the moment that the
-- edit writes into rows: what still has it was not touched by anybody since. `left_out` counts by reason.
CREATE TABLE bulk_edit (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  action TEXT NOT NULL,
  target TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'cancelled', 'failed', 'undo_waiting', 'undoing', 'undone')),
  problem TEXT,
  collected INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL DEFAULT 0,
  handled INTEGER NOT NULL DEFAULT 0,
  changed INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  left_out TEXT NOT NULL DEFAULT '{}',
  restored INTEGER NOT NULL DEFAULT 0,
  kept INTEGER NOT NULL DEFAULT 0,
  at INTEGER NOT NULL,
  created_by TEXT,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER
) STRICT;

-- Some hundred contacts of an edit, as JSON arrays: their numbers, and of those that were changed what was there before, as
-- [number, value] in the order of the numbers. States: 0 to do, 1 done, 2 taken back.
CREATE TABLE bulk_edit_part (
  no INTEGER PRIMARY KEY,
  bulk_edit_no INTEGER NOT NULL,
  first_contact INTEGER NOT NULL,
  last_contact INTEGER NOT NULL,
  contacts TEXT NOT NULL,
  before TEXT NOT NULL DEFAULT '[]',
  state INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX bulk_edit_part_turn ON bulk_edit_part (bulk_edit_no, state, no);
CREATE INDEX bulk_edit_part_contacts ON bulk_edit_part (bulk_edit_no, first_contact, last_contact);

-- A way to look at the contacts that somebody keeps: filter, columns in their order, sort. `owner` is the user's id.
CREATE TABLE contact_view (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  owner TEXT NOT NULL,
  shared INTEGER NOT NULL DEFAULT 0,
  filter TEXT NOT NULL,
  columns TEXT NOT NULL,
  sort TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX contact_view_name ON contact_view (owner, name COLLATE NOCASE);
CREATE INDEX contact_view_shared ON contact_view (shared) WHERE shared = 1;

-- What each person sees first.
CREATE TABLE contact_view_default (
  user_id TEXT PRIMARY KEY,
  view_no INTEGER NOT NULL REFERENCES contact_view (no) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- A file of contacts being written, or written. `cursor` is the last contact in it, `bytes` where its line ends.
CREATE TABLE contact_export (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  filename TEXT NOT NULL,
  target TEXT NOT NULL,
  columns TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'cancelled', 'failed')),
  problem TEXT,
  total INTEGER NOT NULL DEFAULT 0,
  rows INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  cursor INTEGER NOT NULL DEFAULT 0,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER
) STRICT;

-- The last search for contacts that may be the same person, and the groups it found. `suggested` is the contact to keep.
CREATE TABLE duplicate_search (
  no INTEGER PRIMARY KEY CHECK (no = 1),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'cancelled', 'failed')),
  problem TEXT,
  fraction REAL NOT NULL DEFAULT 0,
  contacts INTEGER NOT NULL DEFAULT 0,
  started_by TEXT,
  started_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;

CREATE TABLE duplicate_group (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  rule TEXT NOT NULL CHECK (rule IN ('email', 'phone', 'name_company')),
  members_hash TEXT NOT NULL UNIQUE,
  size INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'merged', 'dismissed')),
  found_at INTEGER NOT NULL
) STRICT;
CREATE INDEX duplicate_group_open ON duplicate_group (state, rule, no);

CREATE TABLE duplicate_member (
  group_no INTEGER NOT NULL REFERENCES duplicate_group (no) ON DELETE CASCADE,
  contact_no INTEGER NOT NULL,
  PRIMARY KEY (group_no, contact_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX duplicate_member_contact ON duplicate_member (contact_no);

-- Contacts that became one. `before` holds what is needed to take it apart again; `at` as in bulk_edit.
CREATE TABLE contact_merge (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kept_no INTEGER NOT NULL,
  merged_nos TEXT NOT NULL,
  before TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT,
  undone_at INTEGER
) STRICT;
CREATE INDEX contact_merge_kept ON contact_merge (kept_no);
