import { findArrangement, saveArrangement } from '#main/repositories/access/home-arrangement.repo.ts';
import { arrangedTiles, type PlacedTile, sizesOf, usualTiles } from '#shared/domain/home-tile.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';
import type { Identity } from './identity.ts';

type Person = Pick<Identity, 'user_id' | 'role'>;

export interface Arrangement {
  tiles: PlacedTile[];
  /** Nobody has moved anything: it is that of the role. */
  usual: boolean;
}

export function arrangementFor({ db }: Pick<ServiceContext, 'db'>, { user_id, role }: Person): Arrangement {
  const placed = findArrangement(db.reader, user_id);
  return placed ? { tiles: arrangedTiles(placed, role), usual: false } : { tiles: usualTiles(role), usual: true };
}

/** @param tiles null: as usual again. @throws HeraldError INVALID_INPUT for a size in which a tile can't be read */
export function arrangeHome(
  ctx: Pick<ServiceContext, 'db'>,
  person: Person,
  { tiles }: { tiles: PlacedTile[] | null },
): Arrangement {
  const wrong = tiles?.find(({ id, size }) => !sizesOf(id).includes(size));
  if (wrong) {
    throw new HeraldError('INVALID_INPUT', `The tile "${wrong.id}" can't be ${wrong.size}.`, {
      field: 'tiles',
      hint: `Use one of: ${sizesOf(wrong.id).join(', ')}.`,
    });
  }
  ctx.db.write((tx) => saveArrangement(tx, person.user_id, tiles && arrangedTiles(tiles, person.role)));
  return arrangementFor(ctx, person);
}
