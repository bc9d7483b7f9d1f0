/** One `local@domain`: no spaces, brackets or control characters, so that it can stand in an SMTP command as it is. */
const MAILBOX = /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}]{1,255}$/u;

/** Whether `text` may be used as the address of a sender or a recipient. */
export function isMailboxAddress(text: string): boolean {
  if (!MAILBOX.test(text)) return false;
  const domain = text.slice(text.indexOf('@') + 1);
  return !domain.startsWith('.') && !domain.endsWith('.') && !domain.includes('..');
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
