import { randomBytes, randomInt } from 'node:crypto';
import { uuidv7 } from 'uuidv7';

/** Where Herald takes new ids and secrets from. Tests hand in a seeded one. */
export interface IdSource {
  /** A UUIDv7: grows with time, so that indexes stay compact. */
  id(): string;
  /** 256 random bits, base64url. */
  secret(): string;
  /** This many random letters and digits. */
  letters(length: number): string;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export const systemIds: IdSource = {
  id: () => uuidv7(),
  secret: () => randomBytes(32).toString('base64url'),
  letters: (length) => Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join(''),
};
