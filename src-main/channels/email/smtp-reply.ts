import type { SendOutcome } from '#shared/domain/channel/send-outcome.ts';

/** One answer of a server, all its lines. */
export interface SmtpReply {
  code: number;
  /** The lines without their codes. */
  lines: string[];
}

const ENHANCED = /^([245]\.\d{1,3}\.\d{1,3})(?:\s|$)/;
const LONGEST_TEXT = 500;

/** `550 5.1.1`, or `550` where the server gives no enhanced code. */
export function codeOf({ code, lines }: SmtpReply): string {
  const enhanced = ENHANCED.exec(lines[0] ?? '')?.[1];
  return enhanced ? `${code} ${enhanced}` : String(code);
}

/** The answer word for word, on one line. */
export function wordsOf({ code, lines }: SmtpReply): string {
  return `${code} ${lines.join(' ')}`.trim().slice(0, LONGEST_TEXT);
}

/** A message that was taken. */
export function acceptanceOf(reply: SmtpReply): Extract<SendOutcome, { kind: 'accepted' }> {
  return { kind: 'accepted', code: codeOf(reply), said: wordsOf(reply) };
}

/** Cuts what arrives into answers. */
export class ReplyReader {
  #rest = '';
  #lines: string[] = [];

  /** @throws on anything that is no SMTP */
  push(text: string): SmtpReply[] {
    const replies: SmtpReply[] = [];
    const all = this.#rest + text;
    let start = 0;
    for (let end = all.indexOf('\n'); end >= 0; end = all.indexOf('\n', start)) {
      const line = all.slice(start, all[end - 1] === '\r' ? end - 1 : end);
      start = end + 1;
      const code = Number(line.slice(0, 3));
      if (!(code >= 200 && code < 600)) throw new Error(`The server does not speak SMTP: ${line.slice(0, 80)}`);
      this.#lines.push(line.slice(4));
      if (line[3] === '-') continue;
      replies.push({ code, lines: this.#lines });
      this.#lines = [];
    }
    this.#rest = all.slice(start);
    if (this.#rest.length > 4096) throw new Error('The server sent a line that is too long.');
    return replies;
  }
}
