-- A message that others begin from. What it says stands in its versions; `version` is the one that counts.
CREATE TABLE template (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  -- By which programs name it.
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  folder TEXT NOT NULL DEFAULT '',
  channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
  version INTEGER NOT NULL DEFAULT 1,
  created_by TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  revision INTEGER NOT NULL DEFAULT 1,
  -- Revision of the last draft that was kept of it; none is ever given twice.
  last_draft INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX template_key ON template (key) WHERE deleted_at IS NULL;

-- Never changed once written. `translations`: the same in other languages, as JSON.
CREATE TABLE template_version (
  template_no INTEGER NOT NULL REFERENCES template (no) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  body_kind TEXT NOT NULL CHECK (body_kind IN ('html', 'markdown', 'text', 'visual')),
  subject TEXT NOT NULL,
  preheader TEXT NOT NULL,
  body TEXT NOT NULL,
  translations TEXT NOT NULL DEFAULT '[]',
  note TEXT NOT NULL DEFAULT '',
  author TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (template_no, version)
) STRICT;

-- What somebody is writing and has not made a version of yet: it survives a crash of the window or of Herald.
CREATE TABLE template_draft (
  template_no INTEGER PRIMARY KEY REFERENCES template (no) ON DELETE CASCADE,
  content TEXT NOT NULL,
  author TEXT,
  at INTEGER NOT NULL,
  revision INTEGER NOT NULL
) STRICT;

-- Blocks kept to be put into other mails, as copies.
CREATE TABLE saved_block (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  block TEXT NOT NULL,
  created_by TEXT,
  created_at INTEGER NOT NULL
) STRICT;

-- Colours, font, logo and footer that new mails begin with.
ALTER TABLE organization ADD COLUMN brand TEXT;

-- A mail may be put together from blocks, then its body is a design as JSON; and be written in several languages.
ALTER TABLE send ADD COLUMN written TEXT NOT NULL DEFAULT 'html' CHECK (written IN ('html', 'markdown', 'text', 'visual'));
UPDATE send SET written = body_kind;
ALTER TABLE send DROP COLUMN body_kind;
ALTER TABLE send RENAME COLUMN written TO body_kind;
ALTER TABLE send ADD COLUMN translations TEXT NOT NULL DEFAULT '[]';

-- From which template and which version of it a send began.
ALTER TABLE send ADD COLUMN template_no INTEGER REFERENCES template (no) ON DELETE SET NULL;
ALTER TABLE send ADD COLUMN template_version INTEGER;
CREATE INDEX send_template ON send (template_no) WHERE template_no IS NOT NULL;
