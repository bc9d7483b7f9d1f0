import { Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SegmentVerdict } from '#shared/contract/segment.contract.ts';
import classes from './side.module.css';
import { useActual } from './use-actual.ts';
import { useDescribe } from './use-describe.ts';

/** The rule condition by condition, each with what is so and whether that is enough. */
export function VerdictTree({ verdict }: { verdict: SegmentVerdict }) {
  return (
    <ul className={classes.verdicts}>
      <Verdict verdict={verdict} />
    </ul>
  );
}

function Verdict({ verdict }: { verdict: SegmentVerdict }) {
  const { t } = useTranslation('segment');
  const { holds, children } = verdict;
  const Sign = holds ? IconCheck : IconX;
  return (
    <li>
      <div className={classes.verdict} data-holds={holds}>
        <Sign size={16} aria-label={t(`explain.verdict.${holds}`)} />
        <VerdictWords verdict={verdict} />
      </div>
      {children.length > 0 && (
        <ul className={classes.verdicts}>
          {children.map((child) => (
            <Verdict key={`${child.from}-${child.to}-${child.kind}`} verdict={child} />
          ))}
        </ul>
      )}
    </li>
  );
}

function VerdictWords({ verdict }: { verdict: SegmentVerdict }) {
  const { t } = useTranslation('segment');
  const describe = useDescribe();
  const actual = useActual();
  if (verdict.kind === 'and' || verdict.kind === 'or' || verdict.kind === 'not') {
    return (
      <Text size="sm" fw={500}>
        {t(`explain.${verdict.kind}`)}
      </Text>
    );
  }
  return (
    <div>
      <Text size="sm">{describe(verdict.rule)}</Text>
      {verdict.kind !== 'segment' && (
        <Text size="xs" c="dimmed">
          {t('explain.has', { value: actual(verdict) })}
        </Text>
      )}
    </div>
  );
}
