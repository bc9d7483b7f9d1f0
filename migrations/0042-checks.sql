-- JSON: UTM parameters of links. Of the organization, and of a campaign that has its own; NULL: none, or those of the organization.
-- A send that has begun keeps those that held then.
ALTER TABLE organization ADD COLUMN link_tags TEXT;
ALTER TABLE send ADD COLUMN link_tags TEXT;
-- JSON: what each of them may say; NULL: anything.
ALTER TABLE organization ADD COLUMN link_tag_rules TEXT;
