-- The names of providers stand in src-shared/domain/channel/provider-catalog.ts alone; the column no longer repeats them.
ALTER TABLE sender ADD COLUMN service TEXT NOT NULL DEFAULT 'smtp';
UPDATE sender SET service = provider;
ALTER TABLE sender DROP COLUMN provider;
ALTER TABLE sender RENAME COLUMN service TO provider;

-- `settings`: what a provider has to be told beside secrets, which lie sealed in `secret`. Each channel has a default of its own.
ALTER TABLE sender ADD COLUMN channel TEXT NOT NULL DEFAULT 'email' CHECK (channel IN ('email', 'sms', 'push', 'chat'));
ALTER TABLE sender ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';
DROP INDEX sender_default;
CREATE UNIQUE INDEX sender_default ON sender (channel) WHERE is_default = 1 AND deleted_at IS NULL;

-- A send goes by one channel; a text message is plain text.
ALTER TABLE send ADD COLUMN medium TEXT NOT NULL DEFAULT 'email' CHECK (medium IN ('email', 'sms', 'push', 'chat'));
UPDATE send SET medium = channel;
ALTER TABLE send DROP COLUMN channel;
ALTER TABLE send RENAME COLUMN medium TO channel;
ALTER TABLE send ADD COLUMN written TEXT NOT NULL DEFAULT 'html' CHECK (written IN ('html', 'markdown', 'text'));
UPDATE send SET written = body_kind;
ALTER TABLE send DROP COLUMN body_kind;
ALTER TABLE send RENAME COLUMN written TO body_kind;

-- Who shares a telephone: one of them gets a text message.
CREATE INDEX contact_phone ON contact (phone) WHERE phone IS NOT NULL AND deleted_at IS NULL;
