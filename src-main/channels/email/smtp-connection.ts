import type { SendOutcome } from '#shared/domain/channel/send-outcome.ts';
import type { Delivered, Handover, ProviderConnection } from '../channel-provider.ts';
import { AnswerTimes } from './answer-times.ts';
import type { DkimSigner } from './dkim-signer.ts';
import type { EmailMessage } from './email-message.ts';
import { judgeLoss, judgeRefusal } from './judge-reply.ts';
import type { SmtpTimeouts } from './smtp-account.ts';
import { mailCommand, obstacleTo, recipientCommand } from './smtp-envelope.ts';
import type { SmtpAbilities } from './smtp-handshake.ts';
import { acceptanceOf, type SmtpReply } from './smtp-reply.ts';
import { LineLost, type SmtpWire } from './smtp-wire.ts';

/** A message and how far it has come. */
interface Passenger {
  message: EmailMessage;
  handover: Handover;
  /** Its size with the signatures. */
  bytes: number;
  signatures: Promise<string> | null;
  /** Where a connection that can't take the message at all finds that out. */
  obstacle: SendOutcome | null;
  permitted: Promise<boolean> | null;
  /** The answer of `permitted`, once it is there. */
  allowed: boolean | null;
  announced: boolean;
  done(delivered: Delivered): void;
}

export interface SmtpConnectionOptions {
  abilities: SmtpAbilities;
  timeouts: SmtpTimeouts;
  signer: DkimSigner | null;
}

/** How many messages are marked at a time where the server is near: as many may be in doubt after a crash. */
export const MARKED_AHEAD = 8;
/** Below this many, new ones are marked, all at once. */
const REFILL_AT = MARKED_AHEAD / 2;

/**
 * One signed-in connection. Where the server allows it, sender, recipient and DATA of a message go out together with the message
 * before it, so that each takes one round trip. With a distant server one message is marked at a time, when its turn comes; with one
 * that answers at once the marks of several are made ahead, so that they share a write to the disk.
 */
export class SmtpConnection implements ProviderConnection<EmailMessage> {
  readonly #wire: SmtpWire;
  readonly #abilities: SmtpAbilities;
  readonly #timeouts: SmtpTimeouts;
  readonly #signer: DkimSigner | null;
  readonly #times = new AnswerTimes();
  readonly #queue: Passenger[] = [];
  #roomWanted: (() => void) | null = null;
  #running = false;
  #mustReset = false;

  constructor(wire: SmtpWire, { abilities, timeouts, signer }: SmtpConnectionOptions) {
    this.#wire = wire;
    this.#abilities = abilities;
    this.#timeouts = timeouts;
    this.#signer = signer;
  }

  get usable(): boolean {
    return !this.#wire.lost;
  }

  deliver(message: EmailMessage, handover: Handover): Promise<Delivered> {
    return new Promise((done) => {
      const bytes = message.mime.length + (this.#signer?.bytes ?? 0);
      const obstacle = obstacleTo(message, bytes, this.#abilities);
      const signatures = obstacle || !this.#signer ? null : this.#signer.sign(message.mime, Date.now());
      const state = { permitted: null, allowed: null, announced: false };
      this.#queue.push({ message, handover, bytes, signatures, obstacle, ...state, done });
      if (this.#times.near) this.#markAhead();
      if (!this.#running) void this.#run();
    });
  }

  room(): Promise<void> {
    if (this.#hasRoom()) return Promise.resolve();
    return new Promise((resolve) => {
      this.#roomWanted = resolve;
    });
  }

  close(): void {
    if (this.usable) this.#wire.end('QUIT\r\n');
  }

  #hasRoom(): boolean {
    if (!this.usable) return true;
    if (!this.#abilities.pipelining) return this.#queue.length === 0;
    return this.#queue.length < (this.#times.near ? MARKED_AHEAD + 1 : 2);
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let passenger = this.#queue[0]; passenger; passenger = this.#queue[0]) {
      const delivered = this.usable ? await this.#carry(passenger) : await this.#leave(passenger);
      this.#queue.shift();
      passenger.done(delivered);
      if (this.#roomWanted && this.#hasRoom()) this.#roomWanted();
    }
    this.#running = false;
  }

  async #carry(passenger: Passenger): Promise<Delivered> {
    if (passenger.obstacle) return passenger.obstacle;
    try {
      return await this.#converse(passenger);
    } catch (error) {
      this.#wire.destroy();
      if (!(error instanceof LineLost)) throw error;
      return (await this.#wasRefused(passenger)) ? WITHHELD : judgeLoss(error);
    }
  }

  /** For one whose turn has not come. */
  async #leave(passenger: Passenger): Promise<Delivered> {
    return (await this.#wasRefused(passenger)) ? WITHHELD : UNTOUCHED;
  }

  /** A recipient whose mark was refused is nobody's business here any more: the ledger may have given the row to another line. */
  async #wasRefused({ permitted }: Passenger): Promise<boolean> {
    return permitted !== null && !(await permitted);
  }

  async #converse(passenger: Passenger): Promise<Delivered> {
    if (passenger.allowed === false && !passenger.announced) return WITHHELD;
    if (this.#mustReset) await this.#reset();
    const permitted = this.#mark(passenger);
    const refused = await (this.#abilities.pipelining ? this.#pipelined(passenger) : this.#inLockstep(passenger));
    if (refused) {
      this.#takeToHeart(refused);
      return (await permitted) ? refused : WITHHELD;
    }
    if (!(passenger.allowed ?? (await permitted))) {
      // Leaving in the midst of a message is how SMTP says that it was not meant.
      this.#wire.destroy();
      return WITHHELD;
    }
    const { message, signatures } = passenger;
    return this.#handOver(signatures ? (await signatures) + message.mime : message.mime);
  }

  /** @returns the refusal, if there was one */
  async #pipelined(passenger: Passenger): Promise<SendOutcome | null> {
    const { command } = this.#timeouts;
    if (!passenger.announced) this.#wire.say(this.#announce(passenger));
    const mail = await this.#wire.reply(command);
    const rcpt = await this.#wire.reply(command);
    const data = await this.#wire.reply(command);
    const refused =
      refusalOf(mail, 'mail') ?? refusalOf(rcpt, 'rcpt') ?? (data.code === 354 ? null : judgeRefusal(data, 'data'));
    if (refused) await this.#backOut(data);
    return refused;
  }

  async #inLockstep({ message, bytes }: Passenger): Promise<SendOutcome | null> {
    for (const [line, stage] of [
      [mailCommand(message, bytes, this.#abilities), 'mail'],
      [recipientCommand(message), 'rcpt'],
    ] as const) {
      this.#wire.say(line);
      const reply = await this.#wire.reply(this.#timeouts.command);
      const refused = refusalOf(reply, stage);
      if (refused) {
        this.#mustReset = true;
        return refused;
      }
    }
    this.#wire.say('DATA\r\n');
    const data = await this.#wire.reply(this.#timeouts.command);
    if (data.code === 354) return null;
    await this.#backOut(data);
    return judgeRefusal(data, 'data');
  }

  /** A server that asks for the message though it refused sender or recipient gets an empty one. */
  async #backOut(data: SmtpReply): Promise<void> {
    this.#mustReset = true;
    if (data.code !== 354) return;
    this.#wire.say('.\r\n');
    await this.#wire.reply(this.#timeouts.command);
  }

  async #reset(): Promise<void> {
    this.#wire.say('RSET\r\n');
    await this.#wire.reply(this.#timeouts.command);
    this.#mustReset = false;
  }

  async #handOver(mime: string): Promise<SendOutcome> {
    const behind = this.#announceNext();
    this.#times.start();
    // With something behind it the message may be gone before all is.
    let left = behind !== '';
    this.#wire.write(stuffed(mime) + behind, () => {
      left = true;
    });
    try {
      const reply = await this.#wire.reply(this.#timeouts.final);
      if (reply.code >= 200 && reply.code < 300) {
        this.#times.end();
        return acceptanceOf(reply);
      }
      this.#mustReset = behind === '';
      const refused = judgeRefusal(reply, 'data');
      this.#takeToHeart(refused);
      return refused;
    } catch (error) {
      if (!(error instanceof LineLost)) throw error;
      this.#wire.destroy();
      // As long as bytes of the message were still here, the server can't have seen its end.
      if (!left) return judgeLoss(error);
      return { kind: 'unknown', code: error.reason, said: error.message };
    }
  }

  /** What may be said to everybody is better heard before many more are on their way. */
  #takeToHeart(refused: SendOutcome): void {
    if (refused.kind === 'deferred' || POLICY_CODE.test(refused.code)) this.#times.turnedAway();
  }

  #announce(passenger: Passenger): string {
    passenger.announced = true;
    const { message, bytes } = passenger;
    return `${mailCommand(message, bytes, this.#abilities)}${recipientCommand(message)}DATA\r\n`;
  }

  /** What goes out behind the message under way: the next one's sender and recipient, unless it had better wait for its mark. */
  #announceNext(): string {
    const next = this.#queue[1];
    if (!next || next.obstacle || !this.#abilities.pipelining) return '';
    if (this.#times.near && next.allowed !== true) return '';
    return this.#announce(next);
  }

  #mark(passenger: Passenger, within?: number): Promise<boolean> {
    passenger.permitted ??= passenger.handover(within).then((allowed) => {
      passenger.allowed = allowed;
      return allowed;
    });
    return passenger.permitted;
  }

  #markAhead(): void {
    let marked = 0;
    while (marked < this.#queue.length && this.#queue[marked]?.permitted) marked += 1;
    if (marked > REFILL_AT) return;
    const within = marked * this.#times.usual;
    for (const passenger of this.#queue.slice(marked, MARKED_AHEAD))
      if (!passenger.obstacle) void this.#mark(passenger, within);
  }
}

const POLICY_CODE = /^5\d\d 5\.7\./;
const WITHHELD: Delivered = { kind: 'withheld' };
const UNTOUCHED: Delivered = { kind: 'untouched' };

function refusalOf(reply: SmtpReply, stage: 'mail' | 'rcpt'): SendOutcome | null {
  return reply.code >= 200 && reply.code < 300 ? null : judgeRefusal(reply, stage);
}

/** The message with its final dot; a line that begins with a dot gets a second one. */
function stuffed(mime: string): string {
  const whole = mime.endsWith('\r\n') ? mime : `${mime}\r\n`;
  const safe = whole.startsWith('.') ? `.${whole}` : whole;
  return `${safe.includes('\r\n.') ? safe.replaceAll('\r\n.', '\r\n..') : safe}.\r\n`;
}
