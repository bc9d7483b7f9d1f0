-- Pictures of the media library. The files lie in the data folder under `hash`, one for each entry of `sizes` (JSON); the same bytes are
-- one picture, however often they come. Moments are milliseconds since 1970 UTC.
CREATE TABLE picture (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  -- SHA-256 of the file as it came, base64url.
  hash TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  folder TEXT NOT NULL DEFAULT '',
  alt TEXT NOT NULL DEFAULT '',
  format TEXT NOT NULL CHECK (format IN ('jpg', 'png', 'gif')),
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  sizes TEXT NOT NULL,
  created_by TEXT,
  created_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX picture_binned ON picture (deleted_at) WHERE deleted_at IS NOT NULL;
