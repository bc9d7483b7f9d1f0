-- From how many recipients on a send needs somebody else's approval. NULL: none does.
CREATE TABLE approval_rule (
  no INTEGER PRIMARY KEY CHECK (no = 1),
  from_recipients INTEGER,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;
INSERT INTO approval_rule (no) VALUES (1);

-- What somebody was asked to approve, once per distinct content. JSON, see services/approval/approved-content.ts.
CREATE TABLE approval_content (
  hash TEXT PRIMARY KEY,
  content TEXT NOT NULL
) STRICT;

-- Each time that approval of a send was asked for, and what came of it. Holds for the content of `content_hash` alone.
CREATE TABLE approval (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  send_no INTEGER NOT NULL REFERENCES send (no),
  state TEXT NOT NULL CHECK (state IN ('requested', 'approved', 'changes_requested', 'withdrawn')),
  content_hash TEXT NOT NULL REFERENCES approval_content (hash),
  -- How many would have got it then.
  recipients INTEGER NOT NULL,
  asked_by TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  decided_by TEXT,
  decided_at INTEGER,
  comment TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX approval_send ON approval (send_no, no);
CREATE UNIQUE INDEX approval_open ON approval (send_no) WHERE state = 'requested';
