import { type HomeTile, type PlacedTile, sizesOf, type TileSize } from '#shared/domain/home-tile.ts';

/** Puts a tile before another, or with null behind all of them. */
export function moveBefore(tiles: readonly PlacedTile[], id: HomeTile, before: HomeTile | null): PlacedTile[] {
  const moved = tiles.find((tile) => tile.id === id);
  if (!moved || id === before) return [...tiles];
  const others = tiles.filter((tile) => tile !== moved);
  const place = before === null ? others.length : others.findIndex((tile) => tile.id === before);
  return [...others.slice(0, place), moved, ...others.slice(place)];
}

/** One place on or back among those that are shown; at either end it stays. */
export function moveByOne(tiles: readonly PlacedTile[], id: HomeTile, by: 1 | -1): PlacedTile[] {
  const shown = tiles.filter(({ hidden }) => !hidden);
  const place = shown.findIndex((tile) => tile.id === id);
  const neighbour = shown[place + by];
  if (place < 0 || !neighbour) return [...tiles];
  if (by === -1) return moveBefore(tiles, id, neighbour.id);
  return moveBefore(tiles, id, shown[place + 2]?.id ?? null);
}

export function nextSize({ id, size }: PlacedTile): TileSize {
  const sizes = sizesOf(id);
  return sizes[(sizes.indexOf(size) + 1) % sizes.length] ?? size;
}

export function changeTile(
  tiles: readonly PlacedTile[],
  id: HomeTile,
  change: Partial<Pick<PlacedTile, 'size' | 'hidden'>>,
): PlacedTile[] {
  return tiles.map((tile) => (tile.id === id ? { ...tile, ...change } : tile));
}
