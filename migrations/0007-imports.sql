-- `received` bytes of the file are here; `prepared` says what is in it (parts of an archive, sheets). A run first brings the whole file,
-- checked, into a file of its own (`staged`), then merges that: first the opt-outs, then the people (`merge_step`), each in the order of
-- addresses; `turn` counts the starts; `merge_key` is the last address that has arrived, so that a killed run goes on there. A check reads the file in the same way
-- and only counts (`checked`: the answer, with the options it is true for). `proof` is what the file says beside what the
-- tables have at the end; `undo` says how far taking it back has come.
CREATE TABLE import (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL DEFAULT 'contacts' CHECK (kind IN ('contacts', 'events')),
  filename TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  received INTEGER NOT NULL DEFAULT 0,
  files TEXT NOT NULL DEFAULT '[]',
  prepared TEXT,
  state TEXT NOT NULL CHECK (state IN
    ('uploading', 'ready', 'checking', 'waiting', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone')),
  problem TEXT,
  options TEXT,
  progress TEXT NOT NULL DEFAULT '{}',
  checked TEXT,
  staged INTEGER NOT NULL DEFAULT 0,
  turn INTEGER NOT NULL DEFAULT 0,
  merge_step TEXT NOT NULL DEFAULT 'opt_outs' CHECK (merge_step IN ('opt_outs', 'people')),
  merge_key TEXT NOT NULL DEFAULT '',
  undo TEXT,
  proof TEXT,
  created_by TEXT,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER
) STRICT;

-- Contacts that an import made. New rows get their numbers in turn, and nobody else writes within a transaction: a step of a million-row
-- import is one line here, and lines that touch become one.
CREATE TABLE import_created (
  import_no INTEGER NOT NULL,
  first_no INTEGER NOT NULL,
  last_no INTEGER NOT NULL,
  PRIMARY KEY (import_no, first_no)
) STRICT, WITHOUT ROWID;

-- Contacts that an import changed: of each field it changed, the value before and the value it wrote (JSON objects with the same keys).
-- An import that was started again may change a contact once more; the later change is taken back first.
CREATE TABLE import_change (
  import_no INTEGER NOT NULL,
  turn INTEGER NOT NULL,
  contact_no INTEGER NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  PRIMARY KEY (import_no, turn, contact_no)
) STRICT, WITHOUT ROWID;

-- Tags that an import gave to contacts who did not have them.
CREATE TABLE import_tag (
  import_no INTEGER NOT NULL,
  contact_no INTEGER NOT NULL,
  tag_no INTEGER NOT NULL,
  PRIMARY KEY (import_no, contact_no, tag_no)
) STRICT, WITHOUT ROWID;

-- What an import took away because the operator said that people have agreed again: the suppression, and the state on a list.
CREATE TABLE import_lifted (
  import_no INTEGER NOT NULL,
  contact_no INTEGER NOT NULL,
  reason TEXT NOT NULL,
  source TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (import_no, contact_no)
) STRICT, WITHOUT ROWID;
CREATE TABLE import_rejoined (
  import_no INTEGER NOT NULL,
  list_no INTEGER NOT NULL,
  contact_no INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (import_no, list_no, contact_no)
) STRICT, WITHOUT ROWID;
