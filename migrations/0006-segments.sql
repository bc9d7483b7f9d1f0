-- A rule over contacts, kept as text. `watched` means that it is recorded who enters and leaves. `members` is the last count.
CREATE TABLE segment (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  rule TEXT NOT NULL,
  watched INTEGER NOT NULL DEFAULT 0,
  members INTEGER,
  counted_at INTEGER,
  created_by TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX segment_name ON segment (name COLLATE NOCASE) WHERE deleted_at IS NULL;

-- What a rule names: `name` is the word in the stored text, `target_no` the row that was meant, so that renaming that changes no rule.
-- An event that has never happened has no row yet.
CREATE TABLE segment_use (
  segment_no INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('segment', 'list', 'tag', 'campaign', 'event', 'field')),
  name TEXT NOT NULL,
  target_no INTEGER,
  PRIMARY KEY (segment_no, kind, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX segment_use_target ON segment_use (kind, target_no);

-- Watched segments: who is in, as of `looked_at`. `question` tells whether it is still the same that is asked. `filled_to` is the last
-- contact looked at since it changed; null when all have been.
CREATE TABLE segment_watch (
  segment_no INTEGER PRIMARY KEY,
  question TEXT NOT NULL,
  filled_to INTEGER DEFAULT 0,
  looked_at INTEGER NOT NULL
) STRICT;

CREATE TABLE segment_member (
  segment_no INTEGER NOT NULL,
  contact_no INTEGER NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (segment_no, contact_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX segment_member_contact ON segment_member (contact_no);

-- Who has entered or left a watched segment, and when.
CREATE TABLE segment_change (
  no INTEGER PRIMARY KEY,
  segment_no INTEGER NOT NULL,
  contact_no INTEGER NOT NULL,
  entered INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX segment_change_contact ON segment_change (contact_no, at);
CREATE INDEX segment_change_segment ON segment_change (segment_no, no);

-- Contacts about whom something has changed that a watched segment may ask for. Triggers on the tables of those facts write it; they
-- exist only while some segment is watched (src-main/repositories/segment-watch.sql.ts).
CREATE TABLE segment_dirty (
  contact_no INTEGER PRIMARY KEY
) STRICT;

-- The last time as well as the first one, so that "within 30 days" needs no look at the hits.
ALTER TABLE hit_first ADD COLUMN last_at INTEGER NOT NULL DEFAULT 0;
UPDATE hit_first SET last_at = at;
