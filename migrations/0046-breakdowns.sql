-- What came of a send, by a property of its recipients or of what they read with. Reckoned anew from the ledger by the thread for insights a
-- moment after something has changed, so that a report reads some hundred rows whatever the size of the send. Dimensions:
-- src-shared/domain/tracking/breakdown.ts.
CREATE TABLE send_breakdown (
  send_no INTEGER NOT NULL,
  dimension TEXT NOT NULL,
  value TEXT NOT NULL,
  sent INTEGER NOT NULL,
  opened INTEGER NOT NULL,
  clicked INTEGER NOT NULL,
  unsubscribed INTEGER NOT NULL,
  bounced INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  PRIMARY KEY (send_no, dimension, value)
) STRICT, WITHOUT ROWID;

-- When that was, of each send that was started.
CREATE TABLE send_breakdown_state (
  send_no INTEGER PRIMARY KEY,
  as_of INTEGER NOT NULL
) STRICT;

-- What a campaign is for: an event that counts as done because of it when it follows the last touch (click or opening of a person) within
-- so many days. `amount`: the number of the event that is money; NULL: none.
CREATE TABLE campaign_goal (
  campaign_no INTEGER PRIMARY KEY,
  event TEXT NOT NULL,
  amount TEXT,
  days INTEGER NOT NULL,
  touch TEXT NOT NULL CHECK (touch IN ('open', 'click'))
) STRICT;

-- What came of it, reckoned together with the breakdown.
CREATE TABLE send_conversion (
  send_no INTEGER PRIMARY KEY,
  people INTEGER NOT NULL,
  events INTEGER NOT NULL,
  revenue REAL NOT NULL
) STRICT;
