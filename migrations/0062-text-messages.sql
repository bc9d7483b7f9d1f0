-- What the services behind text messages counted when they took them, and what they asked for it where they said so.
CREATE TABLE send_charge (
  send_no INTEGER NOT NULL,
  -- ISO 4217; empty where no price was named.
  currency TEXT NOT NULL,
  messages INTEGER NOT NULL,
  segments INTEGER NOT NULL,
  -- Millionths of the currency.
  micros INTEGER NOT NULL,
  PRIMARY KEY (send_no, currency)
) STRICT, WITHOUT ROWID;

-- Answers to text messages that were taken in: each counts once, however often a service tells it.
CREATE TABLE text_answer (
  key TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
