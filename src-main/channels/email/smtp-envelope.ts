import { domainToASCII } from 'node:url';
import type { SendOutcome } from '#shared/domain/channel/send-outcome.ts';
import type { EmailMessage } from './email-message.ts';
import type { SmtpAbilities } from './smtp-handshake.ts';

/** Why a server with these abilities can't be given the message at all. */
export function obstacleTo(
  { to }: EmailMessage,
  bytes: number,
  { international, size }: SmtpAbilities,
): SendOutcome | null {
  const refuse = (code: string, said: string): SendOutcome => ({ kind: 'rejected', blame: 'recipient', code, said });
  if (!international && !isAscii(localPart(to))) {
    return refuse('SMTPUTF8', 'The server does not take addresses with letters beyond a to z before the @.');
  }
  if (size > 0 && bytes > size) {
    return refuse('SIZE', `The message has ${bytes} bytes; the server takes ${size}.`);
  }
  return null;
}

export function mailCommand(message: EmailMessage, bytes: number, { size, international }: SmtpAbilities): string {
  const { from, return_path = from, to } = message;
  const parameters = [size > 0 ? ` SIZE=${bytes}` : '', international && !isAscii(to) ? ' SMTPUTF8' : ''];
  return `MAIL FROM:<${onWire(return_path)}>${parameters.join('')}\r\n`;
}

export function recipientCommand({ to }: EmailMessage): string {
  return `RCPT TO:<${onWire(to)}>\r\n`;
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
