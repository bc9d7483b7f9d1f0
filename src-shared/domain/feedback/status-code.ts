const ENHANCED = /(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?!\d|\.\d)/;
const AFTER_REPLY = /(?<![\d.])[45]\d\d[- #'"(]{1,4}([45]\.\d{1,3}\.\d{1,3})(?![\d]|\.\d)/g;
const REPLY = /(?<![\d.:/=#-])([45]\d\d)(?=[ -][^\d.]|[ -]?#?[45]\.\d|-[A-Z]|$)/m;

/** The enhanced status code in a server's words; the one beside a reply code is the remote server's own. */
export function statusIn(text: string): string | null {
  const beside = [...text.matchAll(AFTER_REPLY)].map(([, status = '']) => status);
  const telling = beside.find((status) => !isVague(status)) ?? beside[0];
  return telling ?? ENHANCED.exec(text)?.[0] ?? null;
}

/** The SMTP reply code in a server's words. */
export function replyIn(text: string): string | null {
  return REPLY.exec(text)?.[1] ?? null;
}

/** Says no more than that it failed. */
export function isVague(status: string): boolean {
  return /^[45]\.0\.0$/.test(status);
}

/** The most telling code: what the remote server said, else what the report states, else anything found nearby. */
export function bestStatus({
  stated,
  said,
  nearby,
}: {
  stated: string | null;
  said: string;
  nearby: string;
}): string | null {
  const remote = new RegExp(AFTER_REPLY.source).test(said) ? statusIn(said) : null;
  if (remote && !isVague(remote)) return remote;
  if (stated && !isVague(stated)) return stated;
  return [statusIn(said), statusIn(nearby)].find((status) => status && !isVague(status)) ?? stated ?? remote;
}
