import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * X-Twilio-Signature: the address as Twilio called it, then name and value of each field in the order of names.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export function verifyTwilio(auth_token: string, url: string, form: URLSearchParams, signature: string): boolean {
  const names = [...new Set(form.keys())].sort();
  const signed = names.reduce(
    (text, name) =>
      text +
      form
        .getAll(name)
        .map((value) => name + value)
        .join(''),
    url,
  );
  const expected = createHmac('sha1', auth_token).update(signed, 'utf8').digest();
  const given = Buffer.from(signature, 'base64');
  return auth_token !== '' && given.length === expected.length && timingSafeEqual(given, expected);
}
