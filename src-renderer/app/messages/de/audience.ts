import type { audience as en } from '../en/audience.ts';

export const audience: typeof en = {};
