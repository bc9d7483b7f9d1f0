-- What a file of contacts is written as.
ALTER TABLE contact_export ADD COLUMN format TEXT NOT NULL DEFAULT 'csv' CHECK (format IN ('csv', 'xlsx'));
