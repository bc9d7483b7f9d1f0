import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TemplateProblem } from '#shared/contract/campaign.contract.ts';
import { TEXT_SHOWN } from '#shared/domain/push/push-content.ts';
import { PlainBody } from './plain-body.tsx';
import type { DraftEditor } from './use-draft.ts';

/** The text of a push message, with how much of it a screen shows. */
export function PushBody({ draft, problems }: { draft: DraftEditor; problems: TemplateProblem[] }) {
  const { t } = useTranslation('push');
  const { length } = [...draft.fields.body.trim()];
  const meter = (
    <Text size="sm" className="numbers" c={length > TEXT_SHOWN ? 'var(--mantine-color-amber-text)' : undefined}>
      {t('length', { count: length, shown: TEXT_SHOWN })}
    </Text>
  );
  const words = { label: t('text'), insert: t('insert') };
  return <PlainBody draft={draft} problems={problems} words={words} most={3_000} rows={6} meter={meter} />;
}
