import { addressesIn, isDaemon, isSameAddress } from './mail-address.ts';

/** One recipient as a server's letter names it, and what is said about it there. */
export interface NamedRecipient {
  address: string;
  said: string;
}

/** The address stands for itself: alone, in brackets or quotes, in a list, or before what is said of it. */
const ALONE =
  /^[\s>*"'#-]*(?:(?:e-?mail|recipient|to|address)\s*:\s*)?(?:\S+@\S+\s+)?<?"?[^\s<>"@]{1,128}"?@[^\s<>"@]{1,255}>?"?(?:<mailto:[^>]*>)?['"]?\s*(?:$|[:;,([.]|- |\.\.\. )/i;
/** A sentence that ends in who did not get it. */
const SENTENCE =
  /(?:rcpt to\s*:|deliver(?:ing|ed|y)?\b|undeliverable|recipients?\b|fail(?:ed|ure)?\b|reach(?:ed)?\b|errors?\s*:|mail address|sent? to\b|\bto\s*:|reject|gateway for|not exist|mailbox|list\b|address(?:es)?\b|message-id in)[^@]*?<?\S+@/i;
const ASKS_FOR_HELP =
  /(please|contact|assistance|help|support|questions?|e-?mail us|forward|administrator|visit|reply-to|mail from|from\s*:|sender|in-reply-to|message-id\s*:|return-path|envelope-from|\bid:?\s*<?$|references|x-mailer)[^@]{0,80}$/i;

/** Finds who did not get the message in the words of a server. `not` are addresses that can't be meant. */
export function findRecipients(notice: string, not: readonly string[]): NamedRecipient[] {
  const lines = notice.split('\n', 2_000);
  for (const others of [not, []]) {
    const alone = collect(
      lines,
      others,
      (line, before) => ALONE.test(line) && !/(send .{0,20}mail|the address|contact|please) *:?$/i.test(before),
    );
    if (alone.length > 0) return alone;
    const told = collect(lines, others, (line) => SENTENCE.test(line));
    if (told.length > 0) return told;
  }
  return [];
}

const MOST = 200;

function collect(
  lines: string[],
  not: readonly string[],
  names: (line: string, before: string) => boolean,
): NamedRecipient[] {
  const found: { address: string; line: number }[] = [];
  for (const [at, line] of lines.entries()) {
    if (!line.includes('@') || line.length > 2_000 || !names(line, (lines[at - 1] ?? '').trim())) continue;
    for (const address of addressesIn(line).slice(0, 20)) {
      const before = line.slice(0, line.indexOf(address));
      if (ASKS_FOR_HELP.test(`${lines[at - 1]?.includes('@') ? '' : ''}${before}`)) continue;
      if (!looksWhole(address) || not.some((other) => isSameAddress(other, address))) continue;
      if (!found.some((one) => isSameAddress(one.address, address))) found.push({ address, line: at });
    }
    if (found.length > MOST) break;
  }
  const people = found.filter(({ address }) => !isDaemon(address));
  return (people.length > 0 ? people : found).map(({ address, line }, index, all) => ({
    address,
    said: lines.slice(line, all[index + 1]?.line === line ? line + 1 : all[index + 1]?.line).join('\n'),
  }));
}

function looksWhole(address: string): boolean {
  return (
    /@[^@.]+(\.[^@.]+)*$/.test(address) && !/\.(gif|png|jpe?g)$/i.test(address) && !/^(mailto|http)/i.test(address)
  );
}
