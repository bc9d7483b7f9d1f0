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
