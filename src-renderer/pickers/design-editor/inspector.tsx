import { ActionIcon, Alert, Group, Text, Title, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TemplateProblem } from '#shared/contract/campaign.contract.ts';
import { findBlock } from '#shared/domain/design/edit-design.ts';
import { BlockFields } from './block-fields.tsx';
import { ConditionFields } from './condition-fields.tsx';
import classes from './design-editor.module.css';
import type { DesignStore } from './design-store.ts';
import { FrameFields } from './frame-fields.tsx';
import { LookFields } from './look-fields.tsx';
import { SaveBlock } from './save-block.tsx';
import { useDesignState } from './use-design.ts';

/** What is chosen and what of it can be set: a block, or the mail as a whole. */
export function Inspector({ store, problems }: { store: DesignStore; problems: TemplateProblem[] }) {
  const { t } = useTranslation('design');
  const { design, selected } = useDesignState(store);
  const block = selected === null ? undefined : findBlock(design, selected);
  if (!block) {
    return (
      <aside className={classes.inspector} aria-label={t('look.title')}>
        <Title order={2} size="h5">
          {t('look.title')}
        </Title>
        <LookFields look={design.look} onChange={store.changeLook} />
        <Text size="xs" c="dimmed">
          {t('keys')}
        </Text>
      </aside>
    );
  }
  const wrong = problems.filter((problem) => problem.block === block.id);
  const change = (part: object) => store.change(block.id, part);
  return (
    <aside className={classes.inspector} aria-label={t(`kind.${block.kind}`)} key={block.id}>
      <Group justify="space-between">
        <Title order={2} size="h5">
          {t(`kind.${block.kind}`)}
        </Title>
        <Tooltip label={t('look.title')}>
          <ActionIcon aria-label={t('look.title')} onClick={() => store.select(null)}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Group>
      {wrong.map(({ message }) => (
        <Alert key={message} color="red" p="xs">
          {message}
        </Alert>
      ))}
      <BlockFields block={block} onChange={change} />
      <FrameFields block={block} onChange={change} />
      <ConditionFields condition={block.show_if} onChange={(show_if) => change({ show_if })} />
      <SaveBlock block={block} />
    </aside>
  );
}
