import { ActionIcon, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { readBlock } from '#shared/domain/design/read-design.ts';
import { BLOCK_KINDS, SAVED_ICON as SavedIcon } from './block-kinds.ts';
import classes from './design-editor.module.css';
import type { DesignStore } from './design-store.ts';
import { drag } from './drop-spot.tsx';

/** What can be put in: by a click after the chosen block, or by dragging. */
export function Palette({ store }: { store: DesignStore }) {
  const { t } = useTranslation('design');
  return (
    <nav className={classes.palette} aria-label={t('palette')}>
      <Text size="xs" fw={600} c="dimmed" px={4}>
        {t('insert')}
      </Text>
      <div className={classes.kinds}>
        {BLOCK_KINDS.map(({ kind, icon: Sign }) => (
          <UnstyledButton
            key={kind}
            className={classes.kind}
            draggable
            onDragStart={(event) => drag(event, { new: kind })}
            onClick={() => store.insertNew(kind)}
          >
            <Sign size={20} stroke={1.6} aria-hidden />
            {t(`kind.${kind}`)}
          </UnstyledButton>
        ))}
      </div>
      <SavedBlocks store={store} />
    </nav>
  );
}

function SavedBlocks({ store }: { store: DesignStore }) {
  const { t } = useTranslation('design');
  const may = useMay();
  const { data = [] } = useQuery(api.savedBlocks.list.queryOptions());
  const forget = useMutation(
    api.savedBlocks.delete.mutationOptions({ onSuccess: () => toast.done(t('saved.deleted')), onError: toast.failed }),
  );
  if (data.length === 0) return null;
  const insert = (text: string) => {
    const block = readBlock(text);
    if (block) store.insertCopy(block);
  };
  return (
    <>
      <Text size="xs" fw={600} c="dimmed" px={4} mt="md">
        {t('saved.title')}
      </Text>
      {data.map(({ id, name, block }) => (
        <div key={id} className={classes.saved}>
          <UnstyledButton
            className={classes.savedName}
            draggable
            onDragStart={(event) => drag(event, { saved: block })}
            onClick={() => insert(block)}
          >
            <SavedIcon size={16} aria-hidden />
            <Text span size="sm" truncate>
              {name}
            </Text>
          </UnstyledButton>
          {may('template.write') && (
            <Tooltip label={t('saved.delete', { name })}>
              <ActionIcon size="sm" aria-label={t('saved.delete', { name })} onClick={() => forget.mutate({ id })}>
                <IconTrash size={14} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
        </div>
      ))}
    </>
  );
}
