import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { PreflightFinding } from '#shared/contract/preflight.contract.ts';
import { SPAM_REASONS, type SpamReason } from '#shared/domain/preflight/spam-score.ts';

/** A finding in the language of the screen. */
export function useFindingWords(): (finding: PreflightFinding) => string {
  const { t } = useTranslation('preflight');
  const format = useFormat();
  const reasonsOf = (text: string) => {
    const known = text.split(', ').filter((one): one is SpamReason => SPAM_REASONS.includes(one as SpamReason));
    return new Intl.ListFormat(format.locale).format(known.map((reason) => t(`spam.${reason}`)));
  };
  return ({ code, values }) => {
    const number = (name: string) => Number(values[name] ?? 0);
    switch (code) {
      case 'clipped':
        return t('finding.clipped', { size: format.bytes(number('largest')) });
      case 'images_heavy':
        return t('finding.images_heavy', { size: format.bytes(number('bytes')) });
      case 'images_embedded':
      case 'alt_missing':
        return t(`finding.${code}`, { count: number('images') });
      case 'links_unchecked':
        return values.why === 'offline'
          ? t('finding.links_offline')
          : t('finding.links_unclear', { count: number('links') });
      case 'domain_record':
        return t(values.state === 'missing' ? 'finding.domain_missing' : 'finding.domain_wrong', values);
      case 'spam_words':
        return t('finding.spam_words', {
          score: format.number(number('score')),
          reasons: reasonsOf(String(values.reasons)),
        });
      case 'contrast_low':
        return t('finding.contrast_low', {
          text: String(values.text),
          ratio: format.number(number('ratio')),
          wanted: format.number(number('wanted')),
        });
      case 'duration': {
        const seconds = number('seconds');
        if (seconds < 0) return t('finding.duration_free');
        const end = format.instant(Date.now() + seconds * 1_000, 'minute');
        return t('finding.duration', { duration: format.duration(Math.max(1, seconds)), end });
      }
      default:
        return t(`finding.${code}`, values);
    }
  };
}
