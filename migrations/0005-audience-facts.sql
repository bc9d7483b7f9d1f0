-- Fields that an organization adds to its contacts. The values are in contact.attributes under `key`: a text, a number, true or
-- false, a date (YYYY-MM-DD, or RFC 3339 in UTC) or an array of texts. A deleted field keeps its values until they are purged.
-- `indexed` says that segments have an index over it. While the values of all contacts are brought into a new type, or taken away,
-- `walked_to` is the last contact that has been looked at.
CREATE TABLE custom_field (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL,
  label TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  type TEXT NOT NULL CHECK (type IN ('text', 'number', 'boolean', 'date', 'choice', 'list')),
  choices TEXT NOT NULL DEFAULT '[]',
  position INTEGER NOT NULL,
  indexed INTEGER NOT NULL DEFAULT 0,
  walked_to INTEGER,
  created_at INTEGER NOT NULL,
  deleted_at INTEGER,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX custom_field_key ON custom_field (key) WHERE deleted_at IS NULL;

-- `contacts` counts those outside the recycle bin; the triggers keep it, whoever writes.
CREATE TABLE tag (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  contacts INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE contact_tag (
  tag_no INTEGER NOT NULL,
  contact_no INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (tag_no, contact_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_tag_contact ON contact_tag (contact_no, tag_no);

CREATE TRIGGER contact_tag_insert AFTER INSERT ON contact_tag
WHEN EXISTS (SELECT 1 FROM contact WHERE no = new.contact_no AND deleted_at IS NULL) BEGIN
  UPDATE tag SET contacts = contacts + 1 WHERE no = new.tag_no;
END;
CREATE TRIGGER contact_tag_delete AFTER DELETE ON contact_tag
WHEN EXISTS (SELECT 1 FROM contact WHERE no = old.contact_no AND deleted_at IS NULL) BEGIN
  UPDATE tag SET contacts = contacts - 1 WHERE no = old.tag_no;
END;
CREATE TRIGGER contact_tag_bin AFTER UPDATE OF deleted_at ON contact
WHEN (old.deleted_at IS NULL) <> (new.deleted_at IS NULL) BEGIN
  UPDATE tag SET contacts = contacts + iif(new.deleted_at IS NULL, 1, -1)
  WHERE no IN (SELECT tag_no FROM contact_tag WHERE contact_no = new.no);
END;
CREATE TRIGGER contact_tag_gone AFTER DELETE ON contact WHEN old.deleted_at IS NULL BEGIN
  UPDATE tag SET contacts = contacts - 1
  WHERE no IN (SELECT tag_no FROM contact_tag WHERE contact_no = old.no);
END;

-- What people wrote down about a contact. `author` is the user's id, null for Herald itself.
CREATE TABLE note (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  contact_no INTEGER NOT NULL,
  author TEXT,
  text TEXT NOT NULL,
  at INTEGER NOT NULL,
  edited_at INTEGER,
  deleted_at INTEGER
) STRICT;
CREATE INDEX note_contact ON note (contact_no, at);

-- Systems that tell of events know a contact by their own number for it.
CREATE INDEX contact_external ON contact (external_id) WHERE external_id IS NOT NULL AND deleted_at IS NULL;

-- The names of events, with how often each has happened and when last; the triggers keep both.
CREATE TABLE event_name (
  no INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  events INTEGER NOT NULL DEFAULT 0,
  last_at INTEGER
) STRICT;

-- What contacts did elsewhere: a purchase, a visit. `data` is a flat object of texts, numbers and booleans; `key` is the sender's
-- own name for the event, so that telling it twice counts once; `import_no` is the import that brought it.
CREATE TABLE event (
  no INTEGER PRIMARY KEY,
  name_no INTEGER NOT NULL,
  contact_no INTEGER NOT NULL,
  at INTEGER NOT NULL,
  data TEXT NOT NULL DEFAULT '{}',
  key TEXT,
  import_no INTEGER
) STRICT;
CREATE INDEX event_contact ON event (name_no, contact_no, at);
CREATE UNIQUE INDEX event_key ON event (key) WHERE key IS NOT NULL;
CREATE INDEX event_import ON event (import_no) WHERE import_no IS NOT NULL;

CREATE TRIGGER event_insert AFTER INSERT ON event BEGIN
  UPDATE event_name SET events = events + 1, last_at = max(ifnull(last_at, new.at), new.at) WHERE no = new.name_no;
END;
CREATE TRIGGER event_delete AFTER DELETE ON event BEGIN
  UPDATE event_name SET events = events - 1 WHERE no = old.name_no;
END;
