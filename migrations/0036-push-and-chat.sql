-- How far somebody who follows the fact log has read it.
CREATE TABLE fact_reader (
  name TEXT PRIMARY KEY,
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO fact_reader (name, seq) SELECT 'chat', coalesce(max(seq), 0) FROM fact;

-- Browsers and apps that show messages, each of one contact. A device that its service calls gone is deleted. `address` is the endpoint
-- of a browser, with the keys that messages to it are encrypted by, or the registration token of an app.
CREATE TABLE push_device (
  -- Never one of before: a message under way may name a device that is gone.
  no INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  contact_no INTEGER NOT NULL,
  service TEXT NOT NULL CHECK (service IN ('web_push', 'fcm')),
  address_hash TEXT NOT NULL UNIQUE,
  address TEXT NOT NULL,
  p256dh TEXT NOT NULL,
  auth TEXT NOT NULL,
  label TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL
) STRICT;
CREATE INDEX push_device_contact ON push_device (contact_no, service);

-- JSON: link and pictures of a push message. NULL: none.
ALTER TABLE send ADD COLUMN push TEXT;
