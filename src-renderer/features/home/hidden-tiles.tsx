import { Button, Group, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { HomeTile, PlacedTile } from '#shared/domain/home-tile.ts';
import { useTileName } from './use-tile-name.ts';

/** How tiles are arranged, and those that are not shown, each a click away. */
export function HiddenTiles({ tiles, onShow }: { tiles: PlacedTile[]; onShow(id: HomeTile): void }) {
  const { t } = useTranslation('home');
  const name = useTileName();
  const hidden = tiles.filter((tile) => tile.hidden);
  return (
    <>
      <Text c="dimmed" size="sm">
        {t('arrange.hint')}
      </Text>
      {hidden.length > 0 && (
        <Group gap="xs">
          <Text size="sm" c="dimmed">
            {t('arrange.hidden')}
          </Text>
          {hidden.map(({ id }) => (
            <Button
              key={id}
              size="compact-sm"
              variant="default"
              leftSection={<IconPlus size={14} aria-hidden />}
              aria-label={t('arrange.show', { tile: name(id) })}
              onClick={() => onShow(id)}
            >
              {name(id)}
            </Button>
          ))}
        </Group>
      )}
    </>
  );
}
