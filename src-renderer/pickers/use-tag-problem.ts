import { useTranslation } from 'react-i18next';
import type { TagProblem } from '#shared/domain/campaign/link-tag-rules.ts';

/** What is wrong with a UTM parameter, as words under its field, and as a sentence by itself. */
export function useTagProblem() {
  const { t } = useTranslation('link_tags');
  const under = ({ code, remedy }: TagProblem) => t(`problem.${code}`, { remedy });
  return {
    under,
    sentence: (problem: TagProblem) =>
      t(problem.value === '' ? 'problem.empty' : 'problem.says', {
        parameter: t(problem.name),
        value: problem.value,
        why: under(problem),
      }),
  };
}
