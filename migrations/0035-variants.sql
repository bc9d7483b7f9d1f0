-- A variant may also have a preheader, a text and a time of its own, and the rest may go out at a time of day.
UPDATE send SET experiment = json_set(experiment, '$.variants', json((
    SELECT json_group_array(json(json_insert(value, '$.preheader', NULL, '$.content', NULL, '$.delay_minutes', 0)))
    FROM json_each(experiment, '$.variants'))))
  WHERE experiment IS NOT NULL;
UPDATE send SET decision = json_insert(decision, '$.rest_at', NULL) WHERE decision IS NOT NULL;
