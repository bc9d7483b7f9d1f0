import { Button, Group, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { api } from '#renderer/data/client.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { type Catalogue, CatalogueContext, catalogueOf } from './builder/catalogue.tsx';
import classes from './rule-dialog.module.css';
import { RulePanel } from './rule-panel.tsx';
import { languagePorts, tidy } from './text/language-ports.ts';
import { useRuleCheck } from './text/use-rule-check.ts';
import { createSegmentDraft } from './tree/segment-draft.ts';

interface RuleDialogProps {
  title: string;
  rule: string;
  opened: boolean;
  onClose(): void;
  onChange(rule: string): void;
}

/** A rule that belongs to something else than a segment, in the same two faces; nothing changes until it is taken. */
export function RuleDialog({ title, opened, onClose, ...rule }: RuleDialogProps) {
  const { t } = useTranslation('common');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={920}
      closeButtonProps={{ 'aria-label': t('close') }}
      // Keys in here are not those of the screen below.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <Loaded {...rule} onClose={onClose} />
    </Modal>
  );
}

type RuleFormProps = Omit<RuleDialogProps, 'title' | 'opened'>;

function Loaded(props: RuleFormProps) {
  const { data, error, refetch } = useQuery(api.segments.catalogue.queryOptions());
  const catalogue = useMemo(() => data && catalogueOf(data), [data]);
  if (catalogue) return <RuleForm {...props} catalogue={catalogue} />;
  return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingRows rows={3} />;
}

function RuleForm({ rule, catalogue, onClose, onChange }: RuleFormProps & { catalogue: Catalogue }) {
  const { t } = useTranslation(['segment', 'common']);
  const [draft] = useState(() =>
    createSegmentDraft(
      tidy(rule),
      languagePorts(() => catalogue),
      'builder',
    ),
  );
  const text = useStore(draft, draft.ruleText);
  const problems = useRuleCheck(text ?? '', catalogue);
  const isSound = text !== null && text.trim() !== '' && problems.every(({ severity }) => severity !== 'error');
  const take = () => {
    if (text !== null) onChange(text);
    onClose();
  };
  return (
    <CatalogueContext value={catalogue}>
      <div className={classes.rule}>
        <RulePanel draft={draft} problems={problems} />
      </div>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('common:cancel')}
        </Button>
        <Button disabled={!isSound} onClick={take}>
          {t('take_rule')}
        </Button>
      </Group>
    </CatalogueContext>
  );
}
