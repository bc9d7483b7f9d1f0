-- What a file of contacts is written as.
ALTER TABLE contact_export ADD COLUMN format TEXT NOT NULL DEFAULT 'csv' CHECK (format IN ('csv', 'xlsx'));

-- Who changed the fields of a contact last: `user.no`; null for Herald itself and for readers.
ALTER TABLE contact ADD COLUMN updated_by INTEGER;
