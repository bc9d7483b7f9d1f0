import { NumberInput, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type SegmentEngagement, TIMES, type Times } from '#shared/domain/segment/segment-ast.ts';
import classes from './builder.module.css';
import { useCatalogue } from './catalogue.tsx';
import { NameSelect } from './name-select.tsx';
import { WindowFields } from './window-fields.tsx';

interface EngagementFieldsProps {
  condition: SegmentEngagement;
  onChange(condition: SegmentEngagement): void;
}

/** "Opened [any campaign] [at least] [2] messages [within] [30] [days]". */
export function EngagementFields({ condition, onChange }: EngagementFieldsProps) {
  const { t } = useTranslation('segment');
  const { campaigns } = useCatalogue();
  return (
    <>
      <NameSelect
        label={t('name.campaign')}
        placeholder={t('name.pick_campaign')}
        target={condition.campaign}
        any={t('name.any_campaign')}
        things={campaigns}
        onChange={(campaign) => onChange({ ...condition, campaign })}
      />
      <TimesFields times={condition.times} onChange={(times) => onChange({ ...condition, times })} />
      <WindowFields window={condition.window} onChange={(window) => onChange({ ...condition, window })} />
    </>
  );
}

function TimesFields({ times, onChange }: { times: Times; onChange(times: Times): void }) {
  const { t } = useTranslation('segment');
  return (
    <>
      <Select
        className={classes.short}
        aria-label={t('times.how')}
        value={times.how}
        onChange={(how) => how && onChange({ ...times, how: how as Times['how'] })}
        data={TIMES.map((how) => ({ value: how, label: t(`times.${how}`) }))}
      />
      <NumberInput
        className={classes.amount}
        aria-label={t('times.n')}
        min={0}
        max={1_000_000}
        allowDecimal={false}
        value={times.n}
        onChange={(n) => typeof n === 'number' && n >= 0 && onChange({ ...times, n })}
      />
      <span className={classes.unitWord}>{t('times.messages', { count: times.n })}</span>
    </>
  );
}
