import { type Experiment, textsOf } from '#shared/domain/experiment/experiment.ts';
import type { BodyKind } from './body-kind.ts';
import { type Translation, translationFor } from './translation.ts';

/** One text that recipients may get. */
export interface SendText {
  subject: string;
  preheader: string;
  body_kind: BodyKind;
  body: string;
}

interface Send extends SendText {
  experiment: Experiment | null;
  translations: readonly Translation[];
}

/** All texts of a send: one for each variant, then one for each other language. */
export function textsOfSend(send: Send): SendText[] {
  const { body_kind, translations } = send;
  const variants = textsOf(send).map((text) => ({
    subject: text.subject,
    preheader: text.preheader,
    body_kind: text.body_kind,
    body: text.body,
  }));
  return [
    ...variants,
    ...translations.map(({ subject, preheader, body }) => ({ subject, preheader, body_kind, body })),
  ];
}

/** Which of them somebody gets. Variants differ in their texts only where there is one language. */
export function textIndexFor(
  { experiment, translations }: Pick<Send, 'experiment' | 'translations'>,
  { locale, variant }: { locale: string; variant: number },
): number {
  const variants = Math.max(1, experiment?.variants.length ?? 0);
  const translation = translations.length === 0 ? null : translationFor(translations, locale);
  if (translation) return variants + translations.indexOf(translation);
  return variant < variants ? variant : 0;
}
