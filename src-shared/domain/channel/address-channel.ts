import { devicesIn } from '../push/push-content.ts';
import type { Channel } from './channel.ts';

/** By what an address of the ledger is written to: a number in E.164 begins with a plus and holds no @. */
export function channelOfAddress(address: string): Extract<Channel, 'email' | 'sms' | 'push'> {
  if (devicesIn(address) !== null) return 'push';
  return address.startsWith('+') && !address.includes('@') ? 'sms' : 'email';
}
