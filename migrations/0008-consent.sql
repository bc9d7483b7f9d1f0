-- Who allowed what, and when: double opt-in, sign-up forms, preferences, and why people leave.

-- A public list is a topic on the preference page, under the name that readers know it by. Texts of the confirmation mail are empty
-- where the built-in ones, in the reader's language, are good enough.
ALTER TABLE list ADD COLUMN is_public INTEGER NOT NULL DEFAULT 0;
ALTER TABLE list ADD COLUMN public_name TEXT NOT NULL DEFAULT '';
ALTER TABLE list ADD COLUMN public_description TEXT NOT NULL DEFAULT '';
ALTER TABLE list ADD COLUMN double_opt_in INTEGER NOT NULL DEFAULT 0;
ALTER TABLE list ADD COLUMN confirm_sender_id TEXT;
ALTER TABLE list ADD COLUMN confirm_subject TEXT NOT NULL DEFAULT '';
ALTER TABLE list ADD COLUMN confirm_body TEXT NOT NULL DEFAULT '';

-- What all public pages have in common. The colour is that of buttons; the words on it are black or white, whichever can be read.
CREATE TABLE public_look (
  no INTEGER PRIMARY KEY CHECK (no = 1),
  accent TEXT NOT NULL,
  footer TEXT NOT NULL DEFAULT '',
  privacy_url TEXT,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;
INSERT INTO public_look (no, accent) VALUES (1, '#4338ca');

-- The sign-up page of a list. `token` is its address; `fields` are in the order in which they are asked for.
CREATE TABLE signup_form (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  list_no INTEGER NOT NULL UNIQUE,
  token TEXT NOT NULL UNIQUE,
  is_open INTEGER NOT NULL DEFAULT 1,
  title TEXT NOT NULL DEFAULT '',
  intro TEXT NOT NULL DEFAULT '',
  button TEXT NOT NULL DEFAULT '',
  fields TEXT NOT NULL DEFAULT '[]',
  wording_no INTEGER NOT NULL,
  thanks_title TEXT NOT NULL DEFAULT '',
  thanks TEXT NOT NULL DEFAULT '',
  redirect_url TEXT,
  created_at INTEGER NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Every wording of consent that anybody was shown, kept for good: a proof names one of these rows. Empty stands for the built-in one.
CREATE TABLE consent_wording (
  no INTEGER PRIMARY KEY,
  list_no INTEGER NOT NULL,
  version INTEGER NOT NULL,
  text TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (list_no, version)
) STRICT;

-- What became of the posts of a form, by day in the organization's zone. Measures: submitted, confirmed, bot.
CREATE TABLE form_day (
  form_no INTEGER NOT NULL,
  day TEXT NOT NULL,
  measure TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (form_no, day, measure)
) STRICT, WITHOUT ROWID;

-- Somebody's wish to be on a list, and its proof: when, from where, by which program and what they were shown. While `waiting` it
-- stands for nothing; after `expires_at` it can't be confirmed any more. `data` is what they typed into the form, taken over with the
-- confirmation. `wording` is the text as it was shown, in its language.
CREATE TABLE consent (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  contact_no INTEGER NOT NULL,
  list_no INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'given', 'withdrawn')),
  source TEXT NOT NULL CHECK (source IN ('form', 'user', 'preferences')),
  form_no INTEGER,
  wording_no INTEGER,
  wording TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL,
  email TEXT NOT NULL,
  data TEXT NOT NULL DEFAULT '{}',
  asked_at INTEGER NOT NULL,
  asked_ip TEXT NOT NULL DEFAULT '',
  asked_agent TEXT NOT NULL DEFAULT '',
  expires_at INTEGER,
  mails INTEGER NOT NULL DEFAULT 0,
  mailed_at INTEGER,
  problem TEXT,
  given_at INTEGER,
  given_ip TEXT NOT NULL DEFAULT '',
  given_agent TEXT NOT NULL DEFAULT '',
  withdrawn_at INTEGER
) STRICT;
CREATE INDEX consent_contact ON consent (contact_no, list_no);
CREATE INDEX consent_list ON consent (list_no, state);

-- Mails that anybody can make Herald send by typing an address, so that nobody's mailbox is filled with them.
CREATE TABLE asked_mail (
  no INTEGER PRIMARY KEY,
  address_hash TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX asked_mail_address ON asked_mail (address_hash, at);
CREATE INDEX asked_mail_at ON asked_mail (at);

-- What a contact wants of campaigns besides topics: nothing before `paused_until`, and at least `gap_days` between two. Only who said
-- so has a row.
CREATE TABLE contact_preference (
  contact_no INTEGER PRIMARY KEY,
  paused_until INTEGER,
  gap_days INTEGER,
  changed_at INTEGER NOT NULL
) STRICT;

-- A link to the preferences, asked for by mail.
CREATE TABLE preference_link (
  no INTEGER PRIMARY KEY,
  contact_no INTEGER NOT NULL,
  email TEXT NOT NULL,
  language TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX preference_link_contact ON preference_link (contact_no);

-- Each time somebody left: all mail, or one list. `list_no` is null for all; `delivery_no` is the mail they came from, if any.
CREATE TABLE leaving (
  no INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  contact_no INTEGER,
  list_no INTEGER,
  delivery_no INTEGER,
  way TEXT NOT NULL CHECK (way IN ('one_click', 'page', 'preferences')),
  reason TEXT,
  words TEXT,
  undone_at INTEGER
) STRICT;
CREATE INDEX leaving_at ON leaving (at, reason) WHERE undone_at IS NULL;
CREATE INDEX leaving_contact ON leaving (contact_no) WHERE contact_no IS NOT NULL;
CREATE INDEX leaving_delivery ON leaving (delivery_no) WHERE delivery_no IS NOT NULL;

-- Suppressions by what people filter them by. `origin` is the source without its id: `campaign`, `import`, `user`. The triggers keep
-- the sums, whoever writes.
ALTER TABLE suppression ADD COLUMN origin TEXT NOT NULL
  GENERATED ALWAYS AS (iif(instr(source, ':') > 0, substr(source, 1, instr(source, ':') - 1), source)) VIRTUAL;
-- Each with the row number at its end, so that the newest of a reason are read off without sorting.
CREATE INDEX suppression_reason ON suppression (reason);
CREATE INDEX suppression_origin ON suppression (origin);
CREATE INDEX suppression_address ON suppression (address) WHERE address IS NOT NULL;

CREATE TABLE suppression_count (
  channel TEXT NOT NULL,
  reason TEXT NOT NULL,
  origin TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (channel, reason, origin)
) STRICT, WITHOUT ROWID;
INSERT INTO suppression_count (channel, reason, origin, n)
  SELECT channel, reason, origin, count(*) FROM suppression GROUP BY channel, reason, origin;
CREATE TRIGGER suppression_counted AFTER INSERT ON suppression BEGIN
  INSERT INTO suppression_count (channel, reason, origin, n) VALUES (new.channel, new.reason, new.origin, 1)
    ON CONFLICT (channel, reason, origin) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER suppression_recounted AFTER UPDATE OF channel, reason, source ON suppression BEGIN
  UPDATE suppression_count SET n = n - 1 WHERE channel = old.channel AND reason = old.reason AND origin = old.origin;
  INSERT INTO suppression_count (channel, reason, origin, n) VALUES (new.channel, new.reason, new.origin, 1)
    ON CONFLICT (channel, reason, origin) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER suppression_discounted AFTER DELETE ON suppression BEGIN
  UPDATE suppression_count SET n = n - 1 WHERE channel = old.channel AND reason = old.reason AND origin = old.origin;
END;
