-- The last look at a send before it goes out. One per send; what it found holds for the content and audience of `content_hash`.
CREATE TABLE preflight (
  send_no INTEGER PRIMARY KEY REFERENCES send (no),
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'cancelled', 'failed')),
  content_hash TEXT NOT NULL,
  -- Recipients there are, and those looked at.
  total INTEGER,
  checked INTEGER NOT NULL DEFAULT 0,
  -- JSON, see domain/preflight/finding.ts.
  findings TEXT NOT NULL DEFAULT '[]',
  -- Why it failed, in words.
  reason TEXT,
  started_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;

-- Whom a finding concerns; the first thousand of them.
CREATE TABLE preflight_contact (
  send_no INTEGER NOT NULL,
  finding TEXT NOT NULL,
  contact_no INTEGER NOT NULL,
  PRIMARY KEY (send_no, finding, contact_no)
) STRICT, WITHOUT ROWID;

CREATE INDEX preflight_contact_person ON preflight_contact (contact_no);
