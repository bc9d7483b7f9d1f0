const E164 = /^\+[1-9]\d{6,14}$/;

/** Whether a number says its country, as E.164 wants it: only then does it lead to one telephone alone. */
export function isE164(phone: string): boolean {
  return E164.test(phone);
}
