import { ActionIcon, Anchor, Button, Divider, Group, Menu, Paper, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconDownload, IconForms, IconListDetails, IconTag, IconTrash, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '#renderer/data/session.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import type { ContactTarget } from '#shared/contract/bulk-edit.contract.ts';
import { type BulkChoice, BulkDialog } from './bulk/bulk-dialog.tsx';
import { useBulkEdit } from './bulk/use-bulk-edit.ts';
import classes from './contacts.module.css';
import type { Selection } from './use-selection.ts';

interface SelectionBarProps {
  selection: Selection;
  /** How many fit the filter. */
  total: number;
  onExport(target: ContactTarget): void;
}

/** Up to so many go into the bin without a question: the toast takes it back. */
const WITHOUT_QUESTION = 100;

/** What can be done with the rows that are picked, or with everybody who fits. */
export function SelectionBar({ selection, total, onExport }: SelectionBarProps) {
  const { t } = useTranslation(['contacts', 'common']);
  const may = useMay();
  const { count, everybody, target, clear, pickAll } = selection;
  const [choice, setChoice] = useState<BulkChoice | null>(null);
  const { start, starting } = useBulkEdit(clear);
  useHotkeys([['Escape', (event) => isElsewhere(event.target) || clear()]], []);
  const bin = () => {
    const go = () => start({ target, action: { kind: 'bin' } });
    if (count <= WITHOUT_QUESTION) return go();
    confirm({
      title: t('bin.move_title', { count }),
      body: t('bin.move_body'),
      action: t('bin.move_action', { count }),
      danger: true,
      onConfirm: go,
    });
  };
  return (
    <Paper className={classes.bar} shadow="lg" withBorder role="region" aria-label={t('selection.title')}>
      <Group gap="xs" wrap="nowrap">
        <Text fw={500} px="xs" aria-live="polite" className="numbers">
          {t('selection.count', { count })}
        </Text>
        {!everybody && total > count && (
          <Anchor component="button" type="button" size="sm" onClick={pickAll}>
            {t('selection.all', { count: total })}
          </Anchor>
        )}
        <Divider orientation="vertical" />
        {may('contact.write') && (
          <Choices
            label={t('bulk.tags')}
            icon={<IconTag size={18} aria-hidden />}
            choices={['add_tag', 'remove_tag']}
            onChoose={setChoice}
          />
        )}
        {may('list.write') && (
          <Choices
            label={t('bulk.lists')}
            icon={<IconListDetails size={18} aria-hidden />}
            choices={['add_to_list', 'remove_from_list']}
            onChoose={setChoice}
          />
        )}
        {may('contact.write') && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconForms size={18} aria-hidden />}
            onClick={() => setChoice('set_field')}
          >
            {t('bulk.open.set_field')}
          </Button>
        )}
        {may('contact.export') && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconDownload size={18} aria-hidden />}
            onClick={() => onExport(target)}
          >
            {t('export.open')}
          </Button>
        )}
        {may('contact.write') && (
          <Button
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={18} aria-hidden />}
            loading={starting}
            onClick={bin}
          >
            {t('bin.move')}
          </Button>
        )}
        <ActionIcon aria-label={t('selection.clear')} onClick={clear}>
          <IconX size={18} aria-hidden />
        </ActionIcon>
      </Group>
      <BulkDialog
        choice={choice}
        count={count}
        starting={starting}
        onClose={() => setChoice(null)}
        onStart={(action) => start({ target, action })}
      />
    </Paper>
  );
}

interface ChoicesProps {
  label: string;
  icon: ReactNode;
  choices: BulkChoice[];
  onChoose(choice: BulkChoice): void;
}

function Choices({ label, icon, choices, onChoose }: ChoicesProps) {
  const { t } = useTranslation('contacts');
  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <Button variant="subtle" color="gray" leftSection={icon}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map((choice) => (
          <Menu.Item key={choice} onClick={() => onChoose(choice)}>
            {t(`bulk.open.${choice}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Where Escape means something else: it closes a dialog or empties the search. */
function isElsewhere(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=dialog], [role=menu], [type=search]') !== null;
}
