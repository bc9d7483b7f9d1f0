-- What a report said when the time for answers to its campaign was over, with what its numbers meant then; as JSON, since it is never changed
-- and never searched. Its form: src-shared/domain/tracking/closing.ts.
CREATE TABLE report_closing (
  send_no INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  report TEXT NOT NULL
) STRICT;
