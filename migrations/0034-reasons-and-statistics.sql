-- Why a row of a file was not taken, and why long work failed, are codes with what differs from case to case; what has been kept in words
-- until now stays so.
UPDATE import SET problem = json_object('code', 'words', 'values', json_object('text', problem)) WHERE problem IS NOT NULL;
UPDATE bulk_edit SET problem = json_object('code', 'words', 'values', json_object('text', problem)) WHERE problem IS NOT NULL;
UPDATE contact_export SET problem = json_object('code', 'words', 'values', json_object('text', problem)) WHERE problem IS NOT NULL;
UPDATE duplicate_search SET problem = json_object('code', 'words', 'values', json_object('text', problem)) WHERE problem IS NOT NULL;
UPDATE import SET progress = json_set(progress, '$.reasons', json((
    SELECT json_group_array(json_set(value, '$.reason', json_object('code', 'words', 'values', json_object('text', value ->> 'reason'))))
    FROM json_each(progress, '$.reasons'))))
  WHERE json_array_length(progress, '$.reasons') > 0;
UPDATE import SET checked = json_set(checked, '$.counts.reasons', json((
    SELECT json_group_array(json_set(value, '$.reason', json_object('code', 'words', 'values', json_object('text', value ->> 'reason'))))
    FROM json_each(checked, '$.counts.reasons'))))
  WHERE json_array_length(checked, '$.counts.reasons') > 0;

-- What the query planner can't know of an index that nearly all contacts stand in: that it chooses next to nobody. Without this line it
-- takes it for as good as an index of names or addresses, and walks along everybody to find a few. Written down instead of measured, so
-- that each data folder has the plans that were tested.
ANALYZE sqlite_schema;
DELETE FROM sqlite_stat1 WHERE tbl = 'contact' AND idx = 'contact_live';
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('contact', 'contact_live', '1000000 1000000');
