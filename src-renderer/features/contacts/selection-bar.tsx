import { ActionIcon, Button, Divider, Group, Paper, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconTrash, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '#renderer/data/session.ts';
import { AddToList } from './add-to-list.tsx';
import classes from './contacts.module.css';
import { useContactBin } from './use-contact-bin.ts';

interface SelectionBarProps {
  selected: ReadonlySet<string>;
  onClear(): void;
}

/** What can be done with the rows that are picked. */
export function SelectionBar({ selected, onClear }: SelectionBarProps) {
  const { t } = useTranslation(['contacts', 'common']);
  const may = useMay();
  const moveToBin = useContactBin();
  const [busy, setBusy] = useState(false);
  useHotkeys([['Escape', (event) => isElsewhere(event.target) || onClear()]], []);
  const bin = async () => {
    setBusy(true);
    await moveToBin([...selected]);
    setBusy(false);
    onClear();
  };
  return (
    <Paper className={classes.bar} shadow="lg" withBorder role="region" aria-label={t('selection.title')}>
      <Group gap="xs" wrap="nowrap">
        <Text fw={500} px="xs" aria-live="polite">
          {t('selection.count', { count: selected.size })}
        </Text>
        <Divider orientation="vertical" />
        {may('list.write') && <AddToList contactIds={[...selected]} onDone={onClear} />}
        {may('contact.write') && (
          <Button
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={18} aria-hidden />}
            loading={busy}
            onClick={bin}
          >
            {t('bin.move')}
          </Button>
        )}
        <ActionIcon aria-label={t('selection.clear')} onClick={onClear}>
          <IconX size={18} aria-hidden />
        </ActionIcon>
      </Group>
    </Paper>
  );
}

/** Where Escape means something else: it closes a dialog or empties the search. */
function isElsewhere(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=dialog], [type=search]') !== null;
}
