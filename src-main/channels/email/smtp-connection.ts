import { domainToASCII } from 'node:url';
import type { SendOutcome } from '#shared/domain/channel/send-outcome.ts';
import type { Delivered, Handover, ProviderConnection } from '../channel-provider.ts';
import type { EmailMessage } from './email-message.ts';
import { judgeLoss, judgeRefusal } from './judge-reply.ts';
import type { SmtpTimeouts } from './smtp-account.ts';
import type { SmtpAbilities } from './smtp-handshake.ts';
import { codeOf, type SmtpReply, wordsOf } from './smtp-reply.ts';
import { LineLost, type SmtpWire } from './smtp-wire.ts';

/**
 * One signed-in connection. Where the server allows it, sender, recipient and DATA go out in one write, and the durable mark is
 * made while they travel; the message and its final dot follow in a second one.
 */
export class SmtpConnection implements ProviderConnection<EmailMessage> {
  readonly #wire: SmtpWire;
  readonly #abilities: SmtpAbilities;
  readonly #timeouts: SmtpTimeouts;
  #mustReset = false;

  constructor(wire: SmtpWire, abilities: SmtpAbilities, timeouts: SmtpTimeouts) {
    this.#wire = wire;
    this.#abilities = abilities;
    this.#timeouts = timeouts;
  }

  get usable(): boolean {
    return !this.#wire.lost;
  }

  async deliver(message: EmailMessage, handover: Handover): Promise<Delivered> {
    const obstacle = this.#obstacleTo(message);
    if (obstacle) return obstacle;
    try {
      return await this.#converse(message, handover);
    } catch (error) {
      this.#wire.destroy();
      if (error instanceof LineLost) return judgeLoss(error);
      throw error;
    }
  }

  close(): void {
    if (this.usable) this.#wire.end('QUIT\r\n');
  }

  #obstacleTo({ to, mime }: EmailMessage): SendOutcome | null {
    const { international, size } = this.#abilities;
    const refuse = (code: string, said: string): SendOutcome => ({ kind: 'rejected', blame: 'recipient', code, said });
    if (!international && !isAscii(localPart(to))) {
      return refuse('SMTPUTF8', 'The server does not take addresses with letters beyond a to z before the @.');
    }
    if (size > 0 && mime.length > size) {
      return refuse('SIZE', `The message has ${mime.length} bytes; the server takes ${size}.`);
    }
    return null;
  }

  async #converse(message: EmailMessage, handover: Handover): Promise<Delivered> {
    if (this.#mustReset) await this.#reset();
    const permitted = handover();
    const refused = await (this.#abilities.pipelining ? this.#pipelined(message) : this.#inLockstep(message));
    if (refused) {
      await permitted;
      return refused;
    }
    if (!(await permitted)) {
      // Leaving in the midst of a message is how SMTP says that it was not meant.
      this.#wire.destroy();
      return { kind: 'withheld' };
    }
    return this.#handOver(message.mime);
  }

  /** @returns the refusal, if there was one */
  async #pipelined(message: EmailMessage): Promise<SendOutcome | null> {
    const { command } = this.#timeouts;
    this.#wire.say(`${this.#mail(message)}${this.#recipient(message)}DATA\r\n`);
    const mail = await this.#wire.reply(command);
    const rcpt = await this.#wire.reply(command);
    const data = await this.#wire.reply(command);
    const refused =
      refusalOf(mail, 'mail') ?? refusalOf(rcpt, 'rcpt') ?? (data.code === 354 ? null : judgeRefusal(data, 'data'));
    if (refused) await this.#backOut(data);
    return refused;
  }

  async #inLockstep(message: EmailMessage): Promise<SendOutcome | null> {
    for (const [line, stage] of [
      [this.#mail(message), 'mail'],
      [this.#recipient(message), 'rcpt'],
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
    let left = false;
    void this.#wire.write(stuffed(mime)).then((done) => {
      left = done;
    });
    try {
      const reply = await this.#wire.reply(this.#timeouts.final);
      if (reply.code >= 200 && reply.code < 300) return { kind: 'accepted', code: codeOf(reply), said: wordsOf(reply) };
      this.#mustReset = true;
      return judgeRefusal(reply, 'data');
    } catch (error) {
      if (!(error instanceof LineLost)) throw error;
      this.#wire.destroy();
      // As long as bytes of the message were still here, the server can't have seen its end.
      if (!left) return judgeLoss(error);
      return { kind: 'unknown', code: error.reason, said: error.message };
    }
  }

  #mail({ from, to, mime }: EmailMessage): string {
    const { size, international } = this.#abilities;
    const parameters = [size > 0 ? ` SIZE=${mime.length}` : '', international && !isAscii(to) ? ' SMTPUTF8' : ''];
    return `MAIL FROM:<${onWire(from)}>${parameters.join('')}\r\n`;
  }

  #recipient({ to }: EmailMessage): string {
    return `RCPT TO:<${onWire(to)}>\r\n`;
  }
}

function refusalOf(reply: SmtpReply, stage: 'mail' | 'rcpt'): SendOutcome | null {
  return reply.code >= 200 && reply.code < 300 ? null : judgeRefusal(reply, stage);
}

/** The message with its final dot; a line that begins with a dot gets a second one. */
function stuffed(mime: string): string {
  const whole = mime.endsWith('\r\n') ? mime : `${mime}\r\n`;
  const safe = whole.startsWith('.') ? `.${whole}` : whole;
  return `${safe.includes('\r\n.') ? safe.replaceAll('\r\n.', '\r\n..') : safe}.\r\n`;
}

/** An address as it stands in a command: the domain in ASCII, the part before the @ in UTF-8 bytes. */
function onWire(address: string): string {
  if (isAscii(address)) return address;
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return Buffer.from(`${localPart(address)}@${domainToASCII(domain)}`, 'utf8').toString('latin1');
}

function localPart(address: string): string {
  return address.slice(0, address.lastIndexOf('@'));
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
