import type { Millis } from '#shared/kernel/instant.ts';

export const HIT_KINDS = ['open', 'click'] as const;
export type HitKind = (typeof HIT_KINDS)[number];

/** How it was asked: as a person's program does, for the head alone, or ahead of a person (`Purpose: prefetch`). */
export const ASKED = ['get', 'head', 'ahead'] as const;
export type Asked = (typeof ASKED)[number];

/** The place of the link that no person sees. */
export const TRAP_LINK = 65_000;

/** A request that came from a mail: a pixel was loaded or a link followed. */
export interface Hit {
  kind: HitKind;
  at: Millis;
  delivery_no: number;
  /** Place of the link in the send's table of links; -1 for a pixel. */
  link: number;
  agent: string;
  /** Truncated: it names a network. */
  ip: string;
  asked: Asked;
  /** The program says that its owner does not want to be tracked (DNT, Sec-GPC). */
  unwilling: boolean;
}

/** Hits on their way to the thread that writes them: numbers in one block, each text once. */
export interface PackedHits {
  numbers: Float64Array;
  texts: string[];
}

const WIDTH = 8;

export function packHits(hits: readonly Hit[]): PackedHits {
  const numbers = new Float64Array(hits.length * WIDTH);
  const places = new Map<string, number>();
  const placeOf = (text: string) => {
    let place = places.get(text);
    if (place === undefined) {
      place = places.size;
      places.set(text, place);
    }
    return place;
  };
  hits.forEach(({ kind, at, delivery_no, link, agent, ip, asked, unwilling }, index) => {
    const who = [placeOf(agent), placeOf(ip)];
    const row = [HIT_KINDS.indexOf(kind), at, delivery_no, link, ...who, ASKED.indexOf(asked), unwilling ? 1 : 0];
    numbers.set(row, index * WIDTH);
  });
  return { numbers, texts: [...places.keys()] };
}

export function unpackHits({ numbers, texts }: PackedHits): Hit[] {
  const hits: Hit[] = [];
  for (let offset = 0; offset < numbers.length; offset += WIDTH) {
    const row = numbers.subarray(offset, offset + WIDTH);
    const [kind = 0, at = 0, delivery_no = 0, link = -1, agent = 0, ip = 0, asked = 0, unwilling = 0] = row;
    hits.push({
      kind: HIT_KINDS[kind] ?? 'open',
      at,
      delivery_no,
      link,
      agent: texts[agent] ?? '',
      ip: texts[ip] ?? '',
      asked: ASKED[asked] ?? 'get',
      unwilling: unwilling === 1,
    });
  }
  return hits;
}
