-- JSON: variants tried on a sample, and the share that is left out. NULL: nothing of that.
ALTER TABLE send ADD COLUMN experiment TEXT;
-- JSON: which variant the rest gets, by whom, and on which numbers. NULL: not decided yet.
ALTER TABLE send ADD COLUMN decision TEXT;

-- The variant that somebody of the sample gets. NULL: what was chosen for the rest, or a send without variants.
ALTER TABLE delivery ADD COLUMN variant INTEGER;
CREATE INDEX delivery_variant ON delivery (send_no, variant) WHERE variant IS NOT NULL;
