import { useTranslation } from 'react-i18next';
import type { EnrolmentReason } from '#shared/contract/workflow.contract.ts';
import { isSkipReason } from '#shared/domain/delivery/eligibility.ts';
import { useNodeWords } from './use-node-words.ts';

/** Why somebody left a node, in a sentence. */
export function useReasonWords(): (reason: EnrolmentReason, port: string | null) => string {
  const { t } = useTranslation(['workflow', 'campaign']);
  const words = useNodeWords();
  const whyOf = (why: string) => {
    if (isSkipReason(why)) return t(`campaign:left_out.${why}`);
    return isObstacle(why) ? t(`why_not.${why}`) : why;
  };
  return ({ code, holds, why }, port) => {
    if (code === 'condition') return t(holds ? 'reason.condition_yes' : 'reason.condition_no');
    if (code === 'share') return t('reason.share', { port: port ? words.port(port) : '' });
    if (code === 'skipped') return t('reason.skipped', { why: whyOf(why ?? '') });
    return t(`reason.${code}`);
  };
}

/** Why somebody was not let into another workflow. */
const OBSTACLES = ['inside', 'been_before', 'too_soon', 'too_deep', 'gone', 'not_live'] as const;

function isObstacle(why: string): why is (typeof OBSTACLES)[number] {
  return OBSTACLES.some((obstacle) => obstacle === why);
}
