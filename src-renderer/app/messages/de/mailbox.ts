import type { mailbox as en } from '../en/mailbox.ts';

export const mailbox: typeof en = {};
