-- Workflows: a drawing (`draft`, JSON), its published versions, and who is where in them. Moments are milliseconds since 1970 UTC.
CREATE TABLE workflow (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('draft', 'live', 'paused', 'archived')),
  draft TEXT NOT NULL,
  live_no INTEGER,
  created_by TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;

-- What was published, and never changes. `rules` are the trees of its conditions with the ids of what they name, by their texts.
CREATE TABLE workflow_version (
  no INTEGER PRIMARY KEY,
  workflow_no INTEGER NOT NULL REFERENCES workflow (no),
  number INTEGER NOT NULL,
  graph TEXT NOT NULL,
  rules TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  published_by TEXT,
  UNIQUE (workflow_no, number)
) STRICT;

-- What the live versions name, so that it is not deleted under them.
CREATE TABLE workflow_use (
  workflow_no INTEGER NOT NULL,
  kind TEXT NOT NULL,
  target_id TEXT NOT NULL,
  PRIMARY KEY (workflow_no, kind, target_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX workflow_use_target ON workflow_use (kind, target_id);

-- What people enter live workflows by. `ref` is the number of the list, the segment or the event's name.
CREATE TABLE workflow_trigger (
  workflow_no INTEGER NOT NULL,
  node TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('list', 'form', 'entered', 'left', 'event', 'date', 'webhook', 'manual')),
  ref INTEGER,
  imports INTEGER NOT NULL DEFAULT 0,
  since INTEGER NOT NULL,
  -- A date: which day was looked at last, and up to which contact.
  day TEXT,
  walked_to INTEGER,
  PRIMARY KEY (workflow_no, node)
) STRICT, WITHOUT ROWID;
CREATE INDEX workflow_trigger_ref ON workflow_trigger (ref, kind);

-- Secret addresses at which other systems let people enter; they stay the same from version to version.
CREATE TABLE workflow_hook (
  workflow_no INTEGER NOT NULL,
  node TEXT NOT NULL,
  token TEXT NOT NULL UNIQUE,
  PRIMARY KEY (workflow_no, node)
) STRICT, WITHOUT ROWID;

-- Something has happened that lets somebody enter a live workflow; written by the triggers below, taken away when it has been dealt with.
CREATE TABLE workflow_signal (
  no INTEGER PRIMARY KEY,
  workflow_no INTEGER NOT NULL,
  node TEXT NOT NULL,
  contact_no INTEGER NOT NULL
) STRICT;
CREATE INDEX workflow_signal_contact ON workflow_signal (contact_no);

-- A segment that somebody lets into a workflow by hand: everybody who was in it at that moment, some contacts at a time.
CREATE TABLE workflow_intake (
  no INTEGER PRIMARY KEY,
  workflow_no INTEGER NOT NULL,
  segment_id TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  walked_to INTEGER NOT NULL DEFAULT 0
) STRICT;

-- One pass of one contact. `due_at`: when to look again; null: when something happens. `listens`: a change of the contact may be that.
CREATE TABLE enrolment (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  workflow_no INTEGER NOT NULL,
  version_no INTEGER NOT NULL,
  contact_no INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'ended', 'failed')),
  node TEXT NOT NULL,
  visit INTEGER NOT NULL,
  since INTEGER NOT NULL,
  entered_at INTEGER NOT NULL,
  waits TEXT,
  due_at INTEGER,
  deadline INTEGER,
  listens INTEGER NOT NULL DEFAULT 0,
  goals TEXT NOT NULL DEFAULT '[]',
  previous_no INTEGER,
  answer TEXT,
  error TEXT,
  depth INTEGER NOT NULL DEFAULT 0,
  ended TEXT,
  ended_at INTEGER
) STRICT;
CREATE INDEX enrolment_due ON enrolment (workflow_no, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX enrolment_contact ON enrolment (contact_no, workflow_no);
CREATE INDEX enrolment_listens ON enrolment (contact_no) WHERE listens = 1;
CREATE INDEX enrolment_node ON enrolment (workflow_no, node, since) WHERE state <> 'ended';
CREATE INDEX enrolment_entered ON enrolment (workflow_no, entered_at);
CREATE INDEX enrolment_answer ON enrolment (workflow_no, since) WHERE waits = 'answer';
CREATE INDEX enrolment_failed ON enrolment (workflow_no, node, no) WHERE state = 'failed';

-- The way somebody went: one row for each node that was left. `detail` is JSON.
CREATE TABLE enrolment_step (
  enrolment_no INTEGER NOT NULL,
  visit INTEGER NOT NULL,
  node TEXT NOT NULL,
  entered_at INTEGER NOT NULL,
  left_at INTEGER NOT NULL,
  port TEXT,
  reason TEXT NOT NULL,
  detail TEXT,
  PRIMARY KEY (enrolment_no, visit)
) STRICT, WITHOUT ROWID;

-- What was done: once for each visit of a node. `ref` is the delivery, where it is a message.
CREATE TABLE enrolment_effect (
  enrolment_no INTEGER NOT NULL,
  visit INTEGER NOT NULL,
  kind TEXT NOT NULL,
  ref INTEGER,
  PRIMARY KEY (enrolment_no, visit)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER enrolment_gone AFTER DELETE ON enrolment BEGIN
  DELETE FROM enrolment_step WHERE enrolment_no = old.no;
  DELETE FROM enrolment_effect WHERE enrolment_no = old.no;
  UPDATE workflow_count SET n = n - 1
  WHERE workflow_no = old.workflow_no AND node = old.node
    AND measure = CASE old.state WHEN 'active' THEN 'here' WHEN 'failed' THEN 'failed' END;
END;

-- Kept in the transaction of what they count. Of a node: `here`, `failed`, `left:<port>`; of the workflow (node ''): `entered`,
-- `ended:<why>`.
CREATE TABLE workflow_count (
  workflow_no INTEGER NOT NULL,
  node TEXT NOT NULL,
  measure TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (workflow_no, node, measure)
) STRICT, WITHOUT ROWID;

-- A message of a node is a send of its own, of a campaign that no list shows. Whoever gets it again gets it by another send (`pass`),
-- since a ledger has one row for each contact. `hash` tells whether the node still says the same.
ALTER TABLE send ADD COLUMN workflow_no INTEGER;
CREATE TABLE workflow_message (
  send_no INTEGER PRIMARY KEY,
  workflow_no INTEGER NOT NULL,
  node TEXT NOT NULL,
  hash TEXT NOT NULL,
  pass INTEGER NOT NULL,
  UNIQUE (workflow_no, node, hash, pass)
) STRICT;

-- Rehearsals that are kept and run again: JSON of who goes through and what they do, and the way that was right.
CREATE TABLE workflow_rehearsal (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  workflow_no INTEGER NOT NULL,
  name TEXT NOT NULL,
  scene TEXT NOT NULL,
  way TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX workflow_rehearsal_workflow ON workflow_rehearsal (workflow_no);

-- Contacts who wait for a condition and about whom something has changed.
CREATE TABLE workflow_dirty (
  contact_no INTEGER PRIMARY KEY
) STRICT;

CREATE TRIGGER workflow_list_insert AFTER INSERT ON list_member WHEN new.state = 'subscribed' BEGIN
  INSERT INTO workflow_signal (workflow_no, node, contact_no)
  SELECT t.workflow_no, t.node, new.contact_no FROM workflow_trigger t JOIN workflow w ON w.no = t.workflow_no AND w.state = 'live'
  WHERE t.ref = new.list_no
    AND ((t.kind = 'list' AND (t.imports = 1 OR new.source NOT GLOB 'import:*')) OR (t.kind = 'form' AND new.source = 'form'));
END;
CREATE TRIGGER workflow_list_update AFTER UPDATE OF state ON list_member WHEN new.state = 'subscribed' AND old.state <> 'subscribed' BEGIN
  INSERT INTO workflow_signal (workflow_no, node, contact_no)
  SELECT t.workflow_no, t.node, new.contact_no FROM workflow_trigger t JOIN workflow w ON w.no = t.workflow_no AND w.state = 'live'
  WHERE t.ref = new.list_no
    AND ((t.kind = 'list' AND (t.imports = 1 OR new.source NOT GLOB 'import:*')) OR (t.kind = 'form' AND new.source = 'form'));
END;
CREATE TRIGGER workflow_segment_change AFTER INSERT ON segment_change BEGIN
  INSERT INTO workflow_signal (workflow_no, node, contact_no)
  SELECT t.workflow_no, t.node, new.contact_no FROM workflow_trigger t JOIN workflow w ON w.no = t.workflow_no AND w.state = 'live'
  WHERE t.kind = iif(new.entered = 1, 'entered', 'left') AND t.ref = new.segment_no;
END;
-- What is told later, or brought by an import, starts nothing that was not there yet.
CREATE TRIGGER workflow_event AFTER INSERT ON event WHEN new.import_no IS NULL BEGIN
  INSERT INTO workflow_signal (workflow_no, node, contact_no)
  SELECT t.workflow_no, t.node, new.contact_no FROM workflow_trigger t JOIN workflow w ON w.no = t.workflow_no AND w.state = 'live'
  WHERE t.kind = 'event' AND t.ref = new.name_no AND new.at >= t.since;
  INSERT INTO workflow_dirty (contact_no) SELECT new.contact_no
  WHERE EXISTS (SELECT 1 FROM enrolment WHERE contact_no = new.contact_no AND listens = 1) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER workflow_contact_update AFTER UPDATE OF email, email_key, phone, external_id, first_name, last_name, company, city,
  country, locale, timezone, attributes, last_seen_at, deleted_at ON contact BEGIN
  INSERT INTO workflow_dirty (contact_no) SELECT new.no
  WHERE EXISTS (SELECT 1 FROM enrolment WHERE contact_no = new.no AND listens = 1) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER workflow_member_insert AFTER INSERT ON list_member BEGIN
  INSERT INTO workflow_dirty (contact_no) SELECT new.contact_no
  WHERE EXISTS (SELECT 1 FROM enrolment WHERE contact_no = new.contact_no AND listens = 1) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER workflow_member_update AFTER UPDATE OF state ON list_member BEGIN
  INSERT INTO workflow_dirty (contact_no) SELECT new.contact_no
  WHERE EXISTS (SELECT 1 FROM enrolment WHERE contact_no = new.contact_no AND listens = 1) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER workflow_tag_insert AFTER INSERT ON contact_tag BEGIN
  INSERT INTO workflow_dirty (contact_no) SELECT new.contact_no
  WHERE EXISTS (SELECT 1 FROM enrolment WHERE contact_no = new.contact_no AND listens = 1) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER workflow_tag_delete AFTER DELETE ON contact_tag BEGIN
  INSERT INTO workflow_dirty (contact_no) SELECT old.contact_no
  WHERE EXISTS (SELECT 1 FROM enrolment WHERE contact_no = old.contact_no AND listens = 1) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER workflow_suppression_insert AFTER INSERT ON suppression WHEN new.contact_no IS NOT NULL BEGIN
  INSERT INTO workflow_dirty (contact_no) SELECT new.contact_no
  WHERE EXISTS (SELECT 1 FROM enrolment WHERE contact_no = new.contact_no AND listens = 1) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER workflow_delivery AFTER UPDATE OF state ON delivery WHEN new.state IN ('accepted', 'complained', 'bounced') BEGIN
  INSERT INTO workflow_dirty (contact_no) SELECT new.contact_no
  WHERE EXISTS (SELECT 1 FROM enrolment WHERE contact_no = new.contact_no AND listens = 1) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER workflow_hit AFTER INSERT ON hit_first WHEN new.link = -1 BEGIN
  INSERT INTO workflow_dirty (contact_no) SELECT d.contact_no FROM delivery d
  WHERE d.no = new.delivery_no AND EXISTS (SELECT 1 FROM enrolment WHERE contact_no = d.contact_no AND listens = 1)
  ON CONFLICT DO NOTHING;
END;
-- A machine may have been first.
CREATE TRIGGER workflow_hit_update AFTER UPDATE OF human_n ON hit_first WHEN new.link = -1 AND new.human_n > 0 AND old.human_n = 0 BEGIN
  INSERT INTO workflow_dirty (contact_no) SELECT d.contact_no FROM delivery d
  WHERE d.no = new.delivery_no AND EXISTS (SELECT 1 FROM enrolment WHERE contact_no = d.contact_no AND listens = 1)
  ON CONFLICT DO NOTHING;
END;
