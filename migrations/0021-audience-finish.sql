-- What a file of contacts is written as.
ALTER TABLE contact_export ADD COLUMN format TEXT NOT NULL DEFAULT 'csv' CHECK (format IN ('csv', 'xlsx'));

-- Who changed the fields of a contact last: `user.no`; null for Herald itself and for readers.
ALTER TABLE contact ADD COLUMN updated_by INTEGER;

-- The unconfirmed of a list being asked by mail whether they want to be on it, some at a time: `cursor` is the last contact looked at.
CREATE TABLE list_asking (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  list_no INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'cancelled', 'failed')),
  problem TEXT,
  total INTEGER NOT NULL,
  asked INTEGER NOT NULL DEFAULT 0,
  cursor INTEGER NOT NULL DEFAULT 0,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE UNIQUE INDEX list_asking_running ON list_asking (list_no) WHERE state = 'running';
