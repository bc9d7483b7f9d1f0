import type { ServiceContext } from '#main/services/service-context.ts';
import type { Hit } from '#shared/domain/tracking/hit.ts';
import type { Wish } from './hit-sink.ts';
import { comeBack, leave, sayWhy } from './leave.ts';
import { recordHits } from './record-hits.ts';

/** Writes what has gathered in one transaction. @returns for each wish whether its delivery exists */
export function writeGroup(
  ctx: Pick<ServiceContext, 'db'>,
  { hits, wishes }: { hits: readonly Hit[]; wishes: readonly Wish[] },
): boolean[] {
  return ctx.db.write((tx) => {
    recordHits(tx, hits);
    return wishes.map((wish) => {
      if (wish.wish === 'leave') return leave(tx, wish);
      if (wish.wish === 'come_back') return comeBack(tx, wish);
      return sayWhy(tx, wish);
    });
  });
}
