import { ActionIcon, Box, Group, Tooltip } from '@mantine/core';
import { IconEyeOff, IconGripVertical, IconResize } from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HomeTile, PlacedTile } from '#shared/domain/home-tile.ts';
import { nextSize } from './arrange-tiles.ts';
import classes from './grid.module.css';
import { useTileName } from './use-tile-name.ts';

interface TileFrameProps {
  tile: PlacedTile;
  /** From 1 on, among those that are shown. */
  place: number;
  count: number;
  dragged: HomeTile | null;
  onDrag(id: HomeTile | null): void;
  /** This tile was dropped here. */
  onDrop(id: HomeTile): void;
  onMove(by: 1 | -1): void;
  onChange(change: Partial<Pick<PlacedTile, 'size' | 'hidden'>>): void;
  children: ReactNode;
}

const STEPS: Record<string, 1 | -1> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** What a tile has around it while it is arranged. Its content can be looked at, and does nothing meanwhile. */
export function TileFrame(props: TileFrameProps) {
  const { tile, place, count, dragged, onDrag, onDrop, onMove, onChange, children } = props;
  const { t } = useTranslation('home');
  const name = useTileName()(tile.id);
  const [aimed, setAimed] = useState(false);
  const handle = useHandle(place);
  const over = (event: DragEvent) => {
    if (dragged === null || dragged === tile.id) return;
    event.preventDefault();
    setAimed(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setAimed(false);
    if (dragged) onDrop(dragged);
    onDrag(null);
  };
  const press = (event: KeyboardEvent) => {
    const by = STEPS[event.key];
    if (!by) return;
    event.preventDefault();
    handle.hold();
    onMove(by);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop on; the handle does the same by keys
    <div
      className={classes.frame}
      data-aimed={aimed || undefined}
      data-dragged={dragged === tile.id || undefined}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        onDrag(tile.id);
      }}
      onDragEnd={() => onDrag(null)}
      onDragOver={over}
      onDragLeave={() => setAimed(false)}
      onDrop={drop}
    >
      <Group gap={4} wrap="nowrap" mb={6}>
        <ActionIcon
          ref={handle.ref}
          aria-label={t('arrange.handle', { tile: name, place, count })}
          className={classes.handle}
          onKeyDown={press}
        >
          <IconGripVertical size={18} aria-hidden />
        </ActionIcon>
        <Box flex={1} />
        <Tooltip label={t(`arrange.sizes.${tile.size}`)}>
          <ActionIcon
            aria-label={t('arrange.size', { tile: name, size: t(`arrange.sizes.${tile.size}`) })}
            onClick={() => onChange({ size: nextSize(tile) })}
          >
            <IconResize size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('arrange.hide', { tile: name })}>
          <ActionIcon aria-label={t('arrange.hide', { tile: name })} onClick={() => onChange({ hidden: true })}>
            <IconEyeOff size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Group>
      <div inert className={classes.still}>
        {children}
      </div>
    </div>
  );
}

/** A tile that has moved is another place in the page: whoever moves it by keys keeps hold of it. */
function useHandle(place: number) {
  const ref = useRef<HTMLButtonElement>(null);
  const held = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each move
  useEffect(() => {
    if (held.current) ref.current?.focus();
    held.current = false;
  }, [place]);
  return {
    ref,
    hold() {
      held.current = true;
    },
  };
}
