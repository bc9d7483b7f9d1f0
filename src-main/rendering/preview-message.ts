import { type SmsSize, sizeOfSms } from '#shared/domain/channel/sms-segments.ts';
import type { PushContent } from '#shared/domain/push/push-content.ts';
import { checkMessage } from './check-message.ts';
import { type CompileOptions, compileMessage, type MessageSource } from './compile-message.ts';
import { compilePush, fillPush } from './compile-push.ts';
import { compileSms, fillSms, SHORT_TOKEN_OF_NOBODY } from './compile-sms.ts';
import { fillText } from './compiled-text.ts';
import type { MergeData } from './merge-data.ts';
import { type FieldValue, fieldValues, mergeFieldsOf, missingFields, unknownFields } from './merge-fields.ts';
import type { TemplateProblem } from './render-error.ts';

export interface PreviewQuestion {
  source: MessageSource;
  /**
   * With `known_links` the links lead where clicks would be measured, so that each says by its address which of them it is.
   * `short_links`: those of a text message are as long as they will be, since what it costs goes by that.
   */
  options: Pick<CompileOptions, 'base_url' | 'link_tags' | 'known_links'> & { short_links?: boolean };
  data: MergeData;
}

/** A message as one person gets it; nothing that is done with it counts. */
export interface PreviewedMessage {
  subject: string;
  preheader: string;
  html: string;
  text: string;
  has_own_unsubscribe: boolean;
  /** Merge fields that this person has no value for. */
  missing: string[];
  /** The fields that the message names, with what this person has in them. */
  fields: FieldValue[];
  /** Slips of the pen that keep nothing from being sent. */
  problems: TemplateProblem[];
  /** Of a text message. */
  sms: SmsSize | null;
  /** Of a push message. */
  push: PushContent | null;
}

/** @returns the problems that keep it from being filled in, or the message */
export function previewMessage(question: PreviewQuestion): { problems: TemplateProblem[] } | PreviewedMessage {
  const { source, data } = question;
  const problems = checkMessage(source, data);
  if (problems.length > 0) return { problems };
  const named = mergeFieldsOf(source);
  const known = {
    missing: missingFields(named, data),
    fields: fieldValues(named, data),
    problems: unknownFields(source, data),
  };
  if (source.push) return { ...previewPush(source, data), ...known };
  const { options } = question;
  if (source.body_kind === 'text') return { ...previewText(question), ...known };
  const { subject, preheader, html, text, has_own_unsubscribe } = compileMessage(source, {
    ...options,
    track_opens: false,
    track_clicks: options.known_links !== undefined,
  });
  return {
    subject: fillText(subject, data),
    preheader: fillText(preheader, data),
    html: fillText(html, data),
    text: fillText(text, data),
    has_own_unsubscribe,
    sms: null,
    push: null,
    ...known,
  };
}

function previewPush(source: MessageSource, data: MergeData) {
  const push = fillPush(compilePush(source), data);
  return { subject: push.title, preheader: '', html: '', text: push.text, has_own_unsubscribe: true, sms: null, push };
}

function previewText({ source, options, data }: PreviewQuestion) {
  const compiled = compileSms(source.body, options.short_links ? options : undefined);
  const text = fillSms(compiled, options.short_links ? { ...data, token: SHORT_TOKEN_OF_NOBODY } : data);
  return { subject: '', preheader: '', html: '', text, has_own_unsubscribe: true, sms: sizeOfSms(text), push: null };
}
