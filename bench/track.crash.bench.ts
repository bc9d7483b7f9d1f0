import type { Bench } from './figure.ts';
import { trackCrash } from './track/crash.ts';

const bench: Bench = { name: 'track.crash', run: trackCrash };
export default bench;
