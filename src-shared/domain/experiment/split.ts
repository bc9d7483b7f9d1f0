import { comparesVariants, type Experiment } from './experiment.ts';

/** `held_out`: gets nothing. `rest`: waits for the decision. A number: gets that variant. */
export type Place = 'held_out' | 'rest' | number;

/** Where somebody belongs in a test: the same for the same person and send, always. */
export function placeOf(experiment: Experiment, send_id: string, contact_id: string): Place {
  const held = shareOf(`hold-out ${send_id} ${contact_id}`);
  if (held < experiment.hold_out_percent / 100) return 'held_out';
  if (!comparesVariants(experiment)) return 0;
  const place = shareOf(`sample ${send_id} ${contact_id}`);
  const sample = experiment.sample_percent / 100;
  if (place >= sample) return 'rest';
  return Math.floor((place / sample) * experiment.variants.length);
}

/** Evenly between 0 and 1 (exclusive): 53 bits of two hashes. */
function shareOf(text: string): number {
  const high = hash(text, 0x811c9dc5) >>> 5;
  const low = hash(text, 0x1b873593) >>> 6;
  return (high * 2 ** 26 + low) / 2 ** 53;
}

/** Mixes letter by letter (the way of xmur3), and once more at the end, so that texts which differ in one letter end far apart. */
function hash(text: string, seed: number): number {
  let h = seed;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 0xcc9e2d51);
    h = (h << 13) | (h >>> 19);
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
