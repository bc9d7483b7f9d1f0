import type { Reader, Tx } from '#main/db/access.ts';
import type { PlacedTile } from '#shared/domain/home-tile.ts';

/** null: as usual. */
export function findArrangement(reader: Reader, user_id: string): PlacedTile[] | null {
  const tiles = reader.sql<string>('SELECT tiles FROM home_arrangement WHERE user_id = ?').pluck().get(user_id);
  return typeof tiles === 'string' ? (JSON.parse(tiles) as PlacedTile[]) : null;
}

export function saveArrangement(tx: Tx, user_id: string, tiles: readonly PlacedTile[] | null): void {
  if (tiles === null) tx.sql('DELETE FROM home_arrangement WHERE user_id = ?').run(user_id);
  else {
    tx.sql(
      `INSERT INTO home_arrangement (user_id, tiles) VALUES (?, ?)
       ON CONFLICT (user_id) DO UPDATE SET tiles = excluded.tiles`,
    ).run(user_id, JSON.stringify(tiles));
  }
  tx.touch('home-tiles');
}
