import { DAY, type Millis } from '#shared/kernel/instant.ts';
import { momentOfWallTime, wallTimeAt } from '../campaign/wall-time.ts';

/** The first moment from `from` on at which the clocks of a zone show the same time of day as they did, or will, at `moment`. */
export function nextTimeOfDay(moment: Millis, from: Millis, timezone: string): Millis {
  const [, time = '00:00'] = wallTimeAt(moment, timezone).split('T');
  for (let day = Math.max(moment, from - DAY); ; day += DAY) {
    const next = momentOfWallTime(`${wallTimeAt(day, timezone).slice(0, 10)}T${time}`, timezone) ?? day;
    if (next >= from && next >= moment - DAY / 2) return next;
  }
}
