-- Pictures of the library travel in the mails of a send, instead of being loaded.
ALTER TABLE send ADD COLUMN embed_pictures INTEGER NOT NULL DEFAULT 0;
