import { useTranslation } from 'react-i18next';
import type { EnrolmentReason } from '#shared/contract/workflow.contract.ts';
import { useNodeWords } from './use-node-words.ts';

/** Why somebody left a node, in a sentence. */
export function useReasonWords(): (reason: EnrolmentReason, port: string | null) => string {
  const { t } = useTranslation(['workflow', 'campaign']);
  const words = useNodeWords();
  return ({ code, holds, why }, port) => {
    if (code === 'condition') return t(holds ? 'reason.condition_yes' : 'reason.condition_no');
    if (code === 'share') return t('reason.share', { port: port ? words.port(port) : '' });
    if (code === 'skipped') return t('reason.skipped', { why: why ?? '' });
    return t(`reason.${code}`);
  };
}
