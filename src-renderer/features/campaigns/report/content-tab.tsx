import { Group, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Campaign } from '#shared/contract/campaign.contract.ts';
import { asVariant, comparesVariants, variantLetter } from '#shared/domain/experiment/experiment.ts';
import { PreviewPane } from '../editor/preview-pane.tsx';
import { PushPreview } from '../editor/push-preview.tsx';
import { SmsPreview } from '../editor/sms-preview.tsx';
import { type PreviewContact, usePreview } from '../editor/use-preview.ts';
import classes from './campaign-report.module.css';

/** The message that goes or went out, or each variant of it. */
export function ContentTab({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation(['experiment', 'templates']);
  const [contact, setContact] = useState<PreviewContact | null>(null);
  const [variant, setVariant] = useState(0);
  const { experiment } = campaign;
  const preview = usePreview(campaign.id, asVariant(campaign, experiment?.variants[variant]), contact, variant);
  return (
    <>
      {campaign.template && (
        <Text size="sm" c="dimmed" mb="sm">
          {t('templates:from', campaign.template)}
        </Text>
      )}
      {experiment && comparesVariants(experiment) && (
        <Group mb="sm">
          <SegmentedControl
            aria-label={t('shown_now')}
            value={String(variant)}
            onChange={(next) => setVariant(Number(next))}
            data={experiment.variants.map((_, index) => ({
              value: String(index),
              label: t('variant', { letter: variantLetter(index) }),
            }))}
          />
        </Group>
      )}
      <div className={classes.message}>
        {campaign.channel === 'push' ? (
          <PushPreview id={campaign.id} preview={preview} contact={contact} onContact={setContact} />
        ) : campaign.channel === 'sms' ? (
          <SmsPreview id={campaign.id} preview={preview} contact={contact} onContact={setContact} />
        ) : (
          <PreviewPane id={campaign.id} preview={preview} contact={contact} onContact={setContact} />
        )}
      </div>
    </>
  );
}
