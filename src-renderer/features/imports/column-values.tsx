import { Skeleton, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useReasonWords } from '#renderer/pickers/reason-words.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Standing } from '#shared/domain/import/standing.ts';
import type { Reason } from '#shared/domain/reason/reason.ts';
import classes from './imports.module.css';

export interface ColumnPreview {
  values: unknown[];
  unread: number;
  problem: Reason | null;
}

const STANDING_TARGETS = new Set(['consent', 'standing', 'opt_out', 'bounced']);
const SHOWN = 3;

/** What the first cells of a column become, and how many of them nothing can be made of. */
export function ColumnValues({ preview, target }: { preview: ColumnPreview | undefined; target: string }) {
  const { t } = useTranslation('imports');
  const say = useSay(target);
  const sayReason = useReasonWords();
  if (!preview) return <Skeleton height={14} width="60%" />;
  const shown = [...new Set(preview.values.map(say))].slice(0, SHOWN);
  return (
    <>
      <Text size="sm" lineClamp={2} className={classes.cell}>
        {shown.join('  ·  ')}
      </Text>
      {preview.unread > 0 && (
        <Text size="xs" c="yellow" className={classes.reason}>
          <IconAlertTriangle size={14} aria-hidden />
          {t('columns.unread', { count: preview.unread, problem: preview.problem ? sayReason(preview.problem) : '' })}
        </Text>
      )}
    </>
  );
}

/** Numbers and days as this person writes them, so that a wrong reading is seen. */
function useSay(target: string): (value: unknown) => string {
  const { t } = useTranslation('imports');
  const format = useFormat();
  return (value) => {
    if (STANDING_TARGETS.has(target)) return t(`standing.${value as Standing}`);
    if (typeof value === 'number') return format.number(value);
    if (typeof value === 'boolean') return t(value ? 'columns.yes' : 'columns.no');
    if (typeof value === 'string' && DAY.test(value)) return format.instant(`${value}T12:00:00Z`, 'date');
    if (Array.isArray(value)) return value.join(', ');
    return value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value ?? '');
  };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
