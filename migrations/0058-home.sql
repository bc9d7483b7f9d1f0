-- How many of the contacts outside the recycle bin came in each quarter of an hour: days of any zone are whole quarters. What adds contacts counts
-- them here (an import many at once); what moves or removes one is noticed by the triggers.
CREATE TABLE contact_arrival (
  quarter INTEGER PRIMARY KEY,
  n INTEGER NOT NULL
) STRICT;
INSERT INTO contact_arrival (quarter, n)
  SELECT created_at / 900000, count(*) FROM contact WHERE deleted_at IS NULL GROUP BY 1;

CREATE TRIGGER contact_arrival_update AFTER UPDATE OF deleted_at, created_at ON contact
WHEN (old.deleted_at IS NULL) <> (new.deleted_at IS NULL) OR old.created_at <> new.created_at BEGIN
  UPDATE contact_arrival SET n = n - 1 WHERE old.deleted_at IS NULL AND quarter = old.created_at / 900000;
  INSERT INTO contact_arrival (quarter, n) SELECT new.created_at / 900000, 1 WHERE new.deleted_at IS NULL
  ON CONFLICT (quarter) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER contact_arrival_delete AFTER DELETE ON contact WHEN old.deleted_at IS NULL BEGIN
  UPDATE contact_arrival SET n = n - 1 WHERE quarter = old.created_at / 900000;
END;

-- How somebody has arranged the first screen: an array of tiles with their sizes (src-shared/domain/home-tile.ts). Whoever has no row sees what is
-- usual for their role.
CREATE TABLE home_arrangement (
  user_id TEXT PRIMARY KEY,
  tiles TEXT NOT NULL
) STRICT, WITHOUT ROWID;
