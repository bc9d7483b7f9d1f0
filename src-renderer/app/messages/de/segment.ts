import { segment as en } from '../en/segment.ts';

export const segment: typeof en = en;
