import { Text, VisuallyHidden } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HomeTile, PlacedTile } from '#shared/domain/home-tile.ts';
import { changeTile, moveBefore, moveByOne } from './arrange-tiles.ts';
import classes from './grid.module.css';
import { HiddenTiles } from './hidden-tiles.tsx';
import { TileFrame } from './tile-frame.tsx';
import { useTileName } from './use-tile-name.ts';

interface HomeGridProps {
  tiles: PlacedTile[];
  arranging: boolean;
  onArrange(tiles: PlacedTile[]): void;
  content(id: HomeTile): ReactNode;
}

/** The tiles in their order and sizes. While they are arranged each has a frame by which it is moved, sized and hidden. */
export function HomeGrid({ tiles, arranging, onArrange, content }: HomeGridProps) {
  const { t } = useTranslation('home');
  const name = useTileName();
  const [dragged, setDragged] = useState<HomeTile | null>(null);
  const [told, setTold] = useState('');
  const shown = tiles.filter(({ hidden }) => !hidden);
  const move = (next: PlacedTile[], id: HomeTile) => {
    const place = next.filter(({ hidden }) => !hidden).findIndex((tile) => tile.id === id) + 1;
    setTold(t('arrange.moved', { tile: name(id), place, count: shown.length }));
    onArrange(next);
  };
  return (
    <>
      {arranging && <HiddenTiles tiles={tiles} onShow={(id) => onArrange(changeTile(tiles, id, { hidden: false }))} />}
      {shown.length === 0 && !arranging && <Text c="dimmed">{t('arrange.none')}</Text>}
      <div className={classes.grid}>
        {shown.map((tile, at) => (
          <div key={tile.id} className={classes.cell} data-size={tile.size}>
            {arranging ? (
              <TileFrame
                tile={tile}
                place={at + 1}
                count={shown.length}
                dragged={dragged}
                onDrag={setDragged}
                onDrop={(id) => move(dropped(tiles, id, tile.id), id)}
                onMove={(by) => move(moveByOne(tiles, tile.id, by), tile.id)}
                onChange={(change) => onArrange(changeTile(tiles, tile.id, change))}
              >
                {content(tile.id) ?? <Text c="dimmed">{t('arrange.empty', { tile: name(tile.id) })}</Text>}
              </TileFrame>
            ) : (
              content(tile.id)
            )}
          </div>
        ))}
      </div>
      <VisuallyHidden role="status">{told}</VisuallyHidden>
    </>
  );
}

/** Where it lands takes the place of what it is dropped on, from whichever side it comes. */
function dropped(tiles: PlacedTile[], id: HomeTile, target: HomeTile): PlacedTile[] {
  const order = tiles.map((tile) => tile.id);
  const isForward = order.indexOf(id) < order.indexOf(target);
  return moveBefore(tiles, id, isForward ? (order[order.indexOf(target) + 1] ?? null) : target);
}
