import { hostname } from 'node:os';
import type { ConnectFailure } from '../channel-provider.ts';
import { GrantRefused } from '../oauth/access-tokens.ts';
import { judgeRefusal, type SmtpStage } from './judge-reply.ts';
import type { SmtpAccount, SmtpTimeouts, SmtpTokens } from './smtp-account.ts';
import type { SmtpReply } from './smtp-reply.ts';
import type { SmtpWire } from './smtp-wire.ts';

/** What a server announces and Herald makes use of. */
export interface SmtpAbilities {
  pipelining: boolean;
  eight_bit: boolean;
  international: boolean;
  /** Largest message in bytes; 0 when it does not say. */
  size: number;
}

/** The server turned Herald away during the greeting. */
export class TurnedAway extends Error {
  readonly outcome: ConnectFailure;

  constructor(outcome: ConnectFailure) {
    super(outcome.said);
    this.name = 'TurnedAway';
    this.outcome = outcome;
  }
}

/** Greets, encrypts and signs in. @throws TurnedAway, LineLost */
export async function shakeHands(wire: SmtpWire, account: SmtpAccount, timeouts: SmtpTimeouts): Promise<SmtpAbilities> {
  expectReply(await wire.reply(timeouts.greeting), 220, 'connect');
  let keywords = await sayHello(wire, timeouts);
  if (account.security === 'starttls') {
    if (!keywords.has('STARTTLS')) turnAway('STARTTLS', 'The server does not offer encryption (STARTTLS).');
    wire.say('STARTTLS\r\n');
    expectReply(await wire.reply(timeouts.command), 220, 'auth');
    await wire.upgrade(timeouts.connect);
    keywords = await sayHello(wire, timeouts);
  }
  const methods = (keywords.get('AUTH') ?? '').split(/\s+/);
  if (account.oauth) await signInWithToken(wire, account.oauth, methods, timeouts);
  else if (account.username) await signIn(wire, account, methods, timeouts);
  return {
    pipelining: keywords.has('PIPELINING'),
    eight_bit: keywords.has('8BITMIME'),
    international: keywords.has('SMTPUTF8'),
    size: Number(keywords.get('SIZE')) || 0,
  };
}

async function sayHello(wire: SmtpWire, timeouts: SmtpTimeouts): Promise<Map<string, string>> {
  const name = /^[a-z0-9.-]+$/i.test(hostname()) ? hostname() : 'localhost';
  wire.say(`EHLO ${name}\r\n`);
  const reply = await wire.reply(timeouts.command);
  expectReply(reply, 250, 'connect');
  return new Map(reply.lines.slice(1).map((line) => splitKeyword(line)));
}

function splitKeyword(line: string): [string, string] {
  const [, keyword = '', values = ''] = /^([^\s=]+)[\s=]*(.*)$/.exec(line) ?? [];
  return [keyword.toUpperCase(), values.toUpperCase()];
}

async function signIn(
  wire: SmtpWire,
  { username, password }: SmtpAccount,
  offered: readonly string[],
  timeouts: SmtpTimeouts,
): Promise<void> {
  if (offered.includes('PLAIN')) {
    wire.say(`AUTH PLAIN ${base64(`\0${username}\0${password ?? ''}`)}\r\n`);
  } else if (offered.includes('LOGIN')) {
    wire.say('AUTH LOGIN\r\n');
    expectReply(await wire.reply(timeouts.command), 334, 'auth');
    wire.say(`${base64(username)}\r\n`);
    expectReply(await wire.reply(timeouts.command), 334, 'auth');
    wire.say(`${base64(password)}\r\n`);
  } else {
    turnAway('AUTH', 'The server offers no way to sign in that Herald knows (PLAIN or LOGIN).');
  }
  expectReply(await wire.reply(timeouts.command), 235, 'auth');
}

async function signInWithToken(
  wire: SmtpWire,
  tokens: SmtpTokens,
  offered: readonly string[],
  timeouts: SmtpTimeouts,
): Promise<void> {
  if (!offered.includes('XOAUTH2')) turnAway('AUTH', 'The server offers no way to sign in with a token (XOAUTH2).');
  const token = await tokens.accessToken().catch(tellNoToken);
  const reply = await showToken(wire, tokens.user, token, timeouts);
  if (reply.code !== 535) return expectReply(reply, 235, 'auth');
  // It may have been withdrawn before its time.
  const fresh = await tokens.accessToken(token).catch(tellNoToken);
  expectReply(fresh === token ? reply : await showToken(wire, tokens.user, fresh, timeouts), 235, 'auth');
}

async function showToken(wire: SmtpWire, user: string, token: string, timeouts: SmtpTimeouts): Promise<SmtpReply> {
  wire.say(`AUTH XOAUTH2 ${base64(`user=${user}\x01auth=Bearer ${token}\x01\x01`)}\r\n`);
  const reply = await wire.reply(timeouts.command);
  // The server explains itself in base64 first and refuses once that has been heard.
  if (reply.code !== 334) return reply;
  wire.say('\r\n');
  return wire.reply(timeouts.command);
}

/** @throws TurnedAway */
function tellNoToken(error: unknown): never {
  const said = error instanceof Error ? error.message : String(error);
  if (error instanceof GrantRefused) turnAway('XOAUTH2', said);
  throw new TurnedAway({ kind: 'deferred', blame: 'connection', code: 'XOAUTH2', said });
}

function base64(text: string | null): string {
  return Buffer.from(text ?? '').toString('base64');
}

function expectReply(reply: SmtpReply, code: number, stage: SmtpStage): void {
  if (reply.code !== code) throw new TurnedAway(judgeRefusal(reply, stage));
}

function turnAway(code: string, said: string): never {
  throw new TurnedAway({ kind: 'rejected', blame: 'sender', code, said });
}
