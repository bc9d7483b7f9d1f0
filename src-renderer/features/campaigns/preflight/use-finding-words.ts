import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { PreflightFinding } from '#shared/contract/preflight.contract.ts';
import { SPAM_REASONS, type SpamReason } from '#shared/domain/preflight/spam-score.ts';
import { priceInWords } from '../editor/sms-price.ts';

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
      case 'images_attached':
        return t('finding.images_attached', {
          count: number('images'),
          size: format.bytes(number('bytes')),
          all: format.bytes(number('all')),
        });
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
      case 'sms_size': {
        const { least, most, currency } = values;
        const each = least === most ? t('finding.sms_each', { count: number('most') }) : t('finding.sms_range', values);
        const all = t('finding.sms_all', { count: number('segments') });
        const cost = currency === undefined ? '' : priceInWords(number('amount'), String(currency), format.locale);
        return t(cost === '' ? 'finding.sms_size' : 'finding.sms_cost', { each, all, cost });
      }
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
