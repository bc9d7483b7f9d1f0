import type { Permission } from './permission.ts';
import type { Role } from './role.ts';

/** What can stand on the first screen: numbers, and panels with more in them. */
export const NUMBER_TILES = ['contacts', 'sent', 'opened', 'clicked', 'unsubscribed', 'failed'] as const;
export const PANEL_TILES = ['approvals', 'last_hour', 'campaigns', 'trend', 'growth'] as const;
export const HOME_TILES = [...NUMBER_TILES, ...PANEL_TILES] as const;
export type NumberTile = (typeof NUMBER_TILES)[number];
export type HomeTile = (typeof HOME_TILES)[number];

/** A sixth, a third, a half of the width, all of it. */
export const TILE_SIZES = ['small', 'medium', 'large', 'full'] as const;
export type TileSize = (typeof TILE_SIZES)[number];

export interface PlacedTile {
  id: HomeTile;
  size: TileSize;
  hidden: boolean;
}

export function isNumberTile(id: HomeTile): id is NumberTile {
  return (NUMBER_TILES as readonly string[]).includes(id);
}

/** The sizes in which a tile can be read. */
export function sizesOf(id: HomeTile): readonly TileSize[] {
  return isNumberTile(id) ? ['small', 'medium'] : ['large', 'full'];
}

/** What somebody must hold to see a tile at all, beside the screen itself. */
export const TILE_PERMISSION: Partial<Record<HomeTile, Permission>> = { approvals: 'campaign.approve' };

/** In which order each role begins; what is not named comes last and is hidden. */
const USUAL: Record<Role, readonly HomeTile[]> = {
  admin: ['approvals', ...NUMBER_TILES, 'last_hour', 'campaigns', 'trend', 'growth'],
  manager: ['approvals', 'trend', 'growth', ...NUMBER_TILES, 'campaigns', 'last_hour'],
  marketer: [...NUMBER_TILES, 'last_hour', 'campaigns', 'trend', 'growth'],
  analyst: ['trend', 'growth', ...NUMBER_TILES, 'campaigns'],
  employee: [],
};

export function usualTiles(role: Role): PlacedTile[] {
  return arrangedTiles([], role);
}

/**
 * Each tile once: those that somebody has placed as they stand, and behind them what has come since. A tile that is no more is left out, and
 * so is a size in which it can't be read.
 */
export function arrangedTiles(placed: readonly PlacedTile[], role: Role): PlacedTile[] {
  const known = placed.filter(({ id }, at) => isTile(id) && placed.findIndex((one) => one.id === id) === at);
  const usual = USUAL[role];
  const missing = [...usual, ...HOME_TILES.filter((id) => !usual.includes(id))].filter(
    (id) => !known.some((tile) => tile.id === id),
  );
  return [
    ...known.map((tile) => (sizesOf(tile.id).includes(tile.size) ? tile : { ...tile, size: usualSize(tile.id) })),
    ...missing.map((id) => ({ id, size: usualSize(id), hidden: !usual.includes(id) })),
  ];
}

function isTile(id: string): boolean {
  return (HOME_TILES as readonly string[]).includes(id);
}

function usualSize(id: HomeTile): TileSize {
  if (id === 'approvals') return 'full';
  return isNumberTile(id) ? 'small' : 'large';
}
