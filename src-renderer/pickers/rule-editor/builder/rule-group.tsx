import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconParentheses, IconPlus } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { isGroup, type TreeGroup } from '../tree/rule-tree.ts';
import classes from './builder.module.css';
import { useBuilder } from './builder-context.ts';
import { NodeFrame } from './node-frame.tsx';
import { NotSwitch } from './not-switch.tsx';
import { RuleRow } from './rule-row.tsx';

/** Rows and groups inside a group, with the word between them. */
export const NestedGroup = memo(function NestedGroup({ group, joiner }: { group: TreeGroup; joiner: string | null }) {
  const { t } = useTranslation('segment');
  return (
    <NodeFrame node={group} joiner={joiner} name={t('group.name')}>
      <RuleGroup group={group} />
    </NodeFrame>
  );
});

export function RuleGroup({ group, root = false }: { group: TreeGroup; root?: boolean }) {
  const { t } = useTranslation('segment');
  const builder = useBuilder();
  const word = t(`joiner.${group.joiner}`);
  return (
    <fieldset className={root ? classes.root : classes.group}>
      <legend className={classes.legend}>{root ? t('group.root') : t('group.name')}</legend>
      <Group gap={8} className={classes.head}>
        <Text span size="sm" c="dimmed">
          {root ? t('group.before') : t('group.before_inner')}
        </Text>
        <NotSwitch nots={group.nots} label={t('group.negate')} onToggle={() => builder.negate(group.key)} />
        <SegmentedControl
          size="xs"
          aria-label={t('group.joiner')}
          value={group.joiner}
          onChange={(joiner) => builder.setJoiner(group.key, joiner as TreeGroup['joiner'])}
          data={[
            { value: 'and', label: t('group.all') },
            { value: 'or', label: t('group.any') },
          ]}
        />
        <Text span size="sm" c="dimmed">
          {t('group.after')}
        </Text>
      </Group>
      <ul className={classes.nodes} data-group={group.key}>
        {group.children.map((child, at) => {
          const joiner = at > 0 ? word : null;
          return isGroup(child) ? (
            <NestedGroup key={child.key} group={child} joiner={joiner} />
          ) : (
            <RuleRow key={child.key} row={child} joiner={joiner} />
          );
        })}
      </ul>
      <Group gap={4} className={classes.adds}>
        <Button
          data-add
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => builder.add(group.key, 'row')}
        >
          {t('group.add_row')}
        </Button>
        <Button
          variant="subtle"
          size="compact-sm"
          color="gray"
          leftSection={<IconParentheses size={14} aria-hidden />}
          onClick={() => builder.add(group.key, 'group')}
        >
          {t('group.add_group')}
        </Button>
      </Group>
    </fieldset>
  );
}
