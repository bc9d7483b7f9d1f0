import type { Bench } from './figure.ts';
import { trackThroughput } from './track/throughput.ts';

const bench: Bench = {
  name: 'track.open',
  run: ({ quick }) => trackThroughput({ kind: 'open', quick }),
};
export default bench;
