import type { Bench } from './figure.ts';
import { trackThroughput } from './track/throughput.ts';

const bench: Bench = {
  name: 'track.click',
  run: ({ quick }) => trackThroughput({ kind: 'click', quick }),
};
export default bench;
