import { createTransport } from 'nodemailer';
import type { MimePicture } from './mime-message.ts';
import { SMTP_TIMEOUTS, type SmtpAccount } from './smtp-account.ts';

export interface SingleMail {
  from: { name: string; address: string };
  reply_to: string | null;
  to: string;
  subject: string;
  html?: string;
  text: string;
  pictures?: readonly MimePicture[];
  /** That is attached to it. */
  file?: MailFile;
}

export interface MailFile {
  filename: string;
  /** Media type. */
  type: string;
  bytes: Uint8Array;
}

/** Pictures and the file of a mail as the mail library takes them. */
export function attachmentsOf({ pictures = [], file }: Pick<SingleMail, 'pictures' | 'file'>) {
  const shown = pictures.map(({ name, type, filename, bytes }) => ({
    cid: name,
    contentType: type,
    filename,
    content: Buffer.from(bytes),
    contentDisposition: 'inline' as const,
  }));
  if (!file) return shown;
  const { filename, type, bytes } = file;
  return [...shown, { filename, contentType: type, content: Buffer.from(bytes) }];
}

/** What came of it, in the server's own words wherever it has spoken. */
export interface SingleResult {
  ok: boolean;
  said: string;
  /** Whether asking again makes no sense. */
  lasting: boolean;
}

/** Sends one mail now, on a connection of its own: for tests, where the person waits for the answer. */
export async function sendOne(account: SmtpAccount, mail: SingleMail): Promise<SingleResult> {
  const { host, port, security, username, password } = account;
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    auth: username ? { user: username, pass: password ?? '' } : undefined,
    connectionTimeout: SMTP_TIMEOUTS.connect,
    greetingTimeout: SMTP_TIMEOUTS.greeting,
    socketTimeout: SMTP_TIMEOUTS.command,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const { from, reply_to, to, subject, html, text } = mail;
  try {
    const message = { from, replyTo: reply_to ?? undefined, to, subject, html, text };
    const info = await transport.sendMail({ ...message, attachments: attachmentsOf(mail) });
    return { ok: true, said: info.response, lasting: false };
  } catch (error) {
    const said = wordsOf(error);
    return { ok: false, said, lasting: /^5\d\d/.test(said) };
  } finally {
    transport.close();
  }
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { response } = error as { response?: string };
  return response || error.message;
}
