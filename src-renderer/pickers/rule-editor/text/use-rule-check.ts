import { useDebouncedValue } from '@mantine/hooks';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SegmentProblem } from '#shared/contract/segment.contract.ts';
import { checkSegment } from '#shared/domain/segment/check-segment.ts';
import type { Catalogue } from '../builder/catalogue.tsx';
import type { RuleProblem } from './rule-problems.ts';

const PAUSE_MS = 120;

/** What is wrong with a rule as far as it can be told here, at once; the server knows the rest, such as rules that go in circles. */
export function useRuleCheck(text: string, catalogue: Catalogue): RuleProblem[] {
  const [settled] = useDebouncedValue(text, PAUSE_MS);
  const say = useSayProblem();
  return useMemo(() => {
    if (settled.trim() === '') return [];
    const { problems, warnings } = checkSegment(settled, catalogue);
    return [...problems.map(say('error')), ...warnings.map(say('warning'))];
  }, [settled, catalogue, say]);
}

/** Problems in the reader's language. */
export function useSayProblem() {
  const { t, i18n } = useTranslation('segment');
  return useCallback(
    (severity: RuleProblem['severity']) =>
      (found: SegmentProblem): RuleProblem => {
        const words = (part: 'message' | 'hint', english: string) =>
          i18n.exists(`segment:problem.${found.code}.${part}`)
            ? t(`problem.${found.code as 'rule_empty'}.${part}`, values)
            : english;
        const types = Object.entries(found.values).filter(([name]) => name.endsWith('type'));
        const values = {
          ...found.values,
          ...Object.fromEntries(types.map(([name, type]) => [name, t(`problem_type.${type as 'text'}`)])),
        };
        const { message, hint } = found;
        return { ...found, severity, message: words('message', message), hint: hint && words('hint', hint) };
      },
    [t, i18n],
  );
}
