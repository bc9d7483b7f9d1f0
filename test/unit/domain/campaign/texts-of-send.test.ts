import { expect, it } from 'vitest';
import { textIndexFor, textsOfSend } from '#shared/domain/campaign/texts-of-send.ts';
import { AS_WRITTEN, type Experiment } from '#shared/domain/experiment/experiment.ts';

const text = (subject: string) => ({ subject, preheader: '', body: subject });
const experiment: Experiment = {
  variants: [AS_WRITTEN, { ...AS_WRITTEN, from_name: 'Ann' }],
  sample_percent: 20,
  metric: 'opens',
  wait_minutes: 60,
  confidence: 95,
  fallback: 'first',
  hold_out_percent: 0,
};
const send = {
  ...text('Hello'),
  body_kind: 'html' as const,
  experiment,
  translations: [
    { language: 'de', ...text('Hallo') },
    { language: 'de-AT', ...text('Servus') },
    { language: 'fr', ...text('Bonjour') },
  ],
};

const subjectFor = (locale: string, variant = 0) => textsOfSend(send)[textIndexFor(send, { locale, variant })]?.subject;

it('gives each the closest of the languages, whatever the case, and everybody else the message itself', () => {
  expect(['de', 'DE-ch', 'de_AT', 'de-AT-1996', 'fr', 'es', ''].map((locale) => subjectFor(locale))).toEqual([
    'Hallo',
    'Hallo',
    'Servus',
    'Servus',
    'Bonjour',
    'Hello',
    'Hello',
  ]);
});

it('holds also for people of a sample', () => {
  expect([subjectFor('de', 1), subjectFor('en', 1)]).toEqual(['Hallo', 'Hello']);
  expect(textIndexFor(send, { locale: 'en', variant: 1 })).toBe(1);
});
