-- How much a contact does with what they get, kept as the moment at which their score falls to one point (src-shared/domain/engagement.ts). All
-- scores fall at the same pace: as time passes nothing is written, and who is before whom changes only when somebody does something. 0: never did.
ALTER TABLE contact ADD COLUMN engaged_until INTEGER NOT NULL DEFAULT 0;
CREATE INDEX contact_engaged ON contact (engaged_until) WHERE deleted_at IS NULL AND engaged_until > 0;

-- What was done before there were scores. Relative to a moment that is near, so that the powers stay small.
UPDATE contact SET engaged_until = coalesce((
  SELECT 1700000000000 + CAST(round(2592000000 * log2(sum(
    iif(h.kind = 'click', 10, 4) * pow(2, (h.human_at - 1700000000000) / 2592000000.0)))) AS INTEGER)
  FROM delivery d JOIN hit_first h ON h.delivery_no = d.no AND h.link = -1 AND h.kind IN ('open', 'click') AND h.human_n > 0
  WHERE d.contact_no = contact.no), 0);
