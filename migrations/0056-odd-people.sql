-- Whose data a message may not be made for; few rows, and found at once among any number. The same words stand in
-- repositories/campaign/odd-people.repo.ts.
CREATE INDEX contact_odd ON contact ((CASE
  WHEN first_name = '' AND last_name = '' THEN 'no_name'
  WHEN length(first_name) + length(last_name) > 40 THEN 'long_name'
  WHEN first_name || last_name GLOB '*[<>&"'']*' THEN 'special_characters'
  WHEN length(email) > 50 THEN 'long_address' END))
WHERE deleted_at IS NULL AND (CASE
  WHEN first_name = '' AND last_name = '' THEN 'no_name'
  WHEN length(first_name) + length(last_name) > 40 THEN 'long_name'
  WHEN first_name || last_name GLOB '*[<>&"'']*' THEN 'special_characters'
  WHEN length(email) > 50 THEN 'long_address' END) IS NOT NULL;

-- Where somebody has sent tests to, so that they need not type it again.
CREATE TABLE test_address (
  user_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  address TEXT NOT NULL,
  used_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, channel, address)
) STRICT, WITHOUT ROWID;
