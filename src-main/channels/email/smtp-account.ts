import type { AccessTokens } from '../oauth/access-tokens.ts';
import type { DkimKey } from './dkim-signer.ts';

/** Where and as whom mail is handed over. */
export interface SmtpAccount {
  host: string;
  port: number;
  /** `none` never encrypts, `starttls` insists on upgrading, `tls` speaks TLS from the first byte. */
  security: 'none' | 'starttls' | 'tls';
  username: string | null;
  password: string | null;
  /** Signs in with a token instead of the password (XOAUTH2). */
  oauth?: SmtpTokens;
  /** Each key signs every message. */
  dkim?: readonly DkimKey[];
}

export interface SmtpTokens extends AccessTokens {
  user: string;
}

/** How long each stage of a conversation may take, in milliseconds. */
export interface SmtpTimeouts {
  connect: number;
  greeting: number;
  /** Each command before the message. */
  command: number;
  /** From the final dot to the answer. Long, since giving up here leaves a recipient unknown. */
  final: number;
}

export const SMTP_TIMEOUTS: SmtpTimeouts = { connect: 20_000, greeting: 30_000, command: 60_000, final: 300_000 };
