import type { Millis } from '#shared/kernel/instant.ts';

export const HIT_KINDS = ['open', 'click'] as const;
export type HitKind = (typeof HIT_KINDS)[number];

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
}

/** Hits on their way to the thread that writes them: numbers in one block, each text once. */
export interface PackedHits {
  numbers: Float64Array;
  texts: string[];
}

const WIDTH = 6;

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
  hits.forEach(({ kind, at, delivery_no, link, agent, ip }, index) => {
    const row = [HIT_KINDS.indexOf(kind), at, delivery_no, link, placeOf(agent), placeOf(ip)];
    numbers.set(row, index * WIDTH);
  });
  return { numbers, texts: [...places.keys()] };
}

export function unpackHits({ numbers, texts }: PackedHits): Hit[] {
  const hits: Hit[] = [];
  for (let offset = 0; offset < numbers.length; offset += WIDTH) {
    const [kind = 0, at = 0, delivery_no = 0, link = -1, agent = 0, ip = 0] = numbers.subarray(offset, offset + WIDTH);
    hits.push({
      kind: HIT_KINDS[kind] ?? 'open',
      at,
      delivery_no,
      link,
      agent: texts[agent] ?? '',
      ip: texts[ip] ?? '',
    });
  }
  return hits;
}
