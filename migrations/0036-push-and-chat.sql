-- How far somebody who follows the fact log has read it.
CREATE TABLE fact_reader (
  name TEXT PRIMARY KEY,
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO fact_reader (name, seq) SELECT 'chat', coalesce(max(seq), 0) FROM fact;
