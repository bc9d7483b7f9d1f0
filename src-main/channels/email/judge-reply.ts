import type { Blame, SendOutcome } from '#shared/domain/channel/send-outcome.ts';
import { codeOf, type SmtpReply, wordsOf } from './smtp-reply.ts';
import type { LineLost } from './smtp-wire.ts';

/** How far a conversation had come. */
export type SmtpStage = 'connect' | 'auth' | 'mail' | 'rcpt' | 'data';

type Refusal = Extract<SendOutcome, { kind: 'rejected' | 'deferred' }>;

/** Codes that speak of the account wherever they come: sign in first, sign-in refused, encryption needed, quota used up. */
const ACCOUNT_CODES = /^(?:530|534|535|538)\b|^\d{3} [45]\.(?:7\.(?:0|8|9|11|14)|4\.5)$/;
const RELAY_WORDS = /\brelay(?:ing)?\b|not permitted to send|send(?:ing)? (?:quota|limit)/i;

/** What a refusal at some stage means and whom it is about. */
export function judgeRefusal(reply: SmtpReply, stage: SmtpStage): Refusal {
  const code = codeOf(reply);
  const said = wordsOf(reply);
  if (reply.code === 421) return { kind: 'deferred', blame: 'connection', code, said };
  const lasting = reply.code >= 500;
  const aboutAccount = ACCOUNT_CODES.test(code) || (stage === 'rcpt' && RELAY_WORDS.test(said));
  const blame = aboutAccount && lasting ? 'sender' : blameOf(stage, lasting);
  if (!lasting) return { kind: 'deferred', blame, code, said };
  // Only an account or a recipient can be refused for good; a server that turns everybody away now may not later.
  return blame === 'connection' ? { kind: 'deferred', blame, code, said } : { kind: 'rejected', blame, code, said };
}

/** A line that broke before anything was handed over. */
export function judgeLoss(lost: LineLost): Refusal {
  const code = lost.reason || 'ECONNECTION';
  const certificate = /^(?:ERR_TLS|ERR_SSL)|CERT|SELF_SIGNED|UNABLE_TO/.test(code);
  return certificate
    ? { kind: 'rejected', blame: 'sender', code, said: `The encrypted connection failed: ${lost.message}` }
    : { kind: 'deferred', blame: 'connection', code, said: lost.message };
}

function blameOf(stage: SmtpStage, lasting: boolean): Blame {
  if (stage === 'rcpt' || stage === 'data') return 'recipient';
  if (stage === 'connect' || !lasting) return 'connection';
  return 'sender';
}
