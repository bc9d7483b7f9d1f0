/** How a text message travels: what it is written in, and in how many pieces it is sent and paid for. */
export interface SmsSize {
  encoding: 'GSM-7' | 'UCS-2';
  /** Septets or UTF-16 units. */
  units: number;
  segments: number;
  /** Units that still fit into the last segment. */
  room: number;
  /** The first character that makes the whole message UCS-2; null in GSM-7. */
  culprit: string | null;
}

/** GSM 03.38: the basic alphabet, and characters that take an escape before them. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const EXTENDED = '\f^{}\\[~]|€';

const WEIGHTS = new Map<string, number>([
  ...[...BASIC].map((char) => [char, 1] as const),
  ...[...EXTENDED].map((char) => [char, 2] as const),
]);

/** Alone, and where each piece carries the header that joins it with the others. */
const ROOM = { 'GSM-7': { alone: 160, joined: 153 }, 'UCS-2': { alone: 70, joined: 67 } } as const;

export function sizeOfSms(text: string): SmsSize {
  const chars = [...text];
  const culprit = chars.find((char) => !WEIGHTS.has(char)) ?? null;
  const encoding = culprit === null ? 'GSM-7' : 'UCS-2';
  const weights = chars.map((char) => (culprit === null ? (WEIGHTS.get(char) ?? 1) : char.length));
  const units = weights.reduce((sum, weight) => sum + weight, 0);
  const { alone, joined } = ROOM[encoding];
  if (units <= alone) return { encoding, units, segments: units === 0 ? 0 : 1, room: alone - units, culprit };
  let segments = 1;
  let filled = 0;
  for (const weight of weights) {
    // Neither an escape and its character nor the halves of a surrogate pair are torn apart.
    if (filled + weight > joined) {
      segments += 1;
      filled = 0;
    }
    filled += weight;
  }
  return { encoding, units, segments, room: joined - filled, culprit };
}
