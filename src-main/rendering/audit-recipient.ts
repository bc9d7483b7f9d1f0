import { sizeOfSms } from '#shared/domain/channel/sms-segments.ts';
import { type CompiledMessage, type CompileOptions, compileMessage, type MessageSource } from './compile-message.ts';
import { compilePush, fillPush } from './compile-push.ts';
import { compileSms, fillSms, SHORT_TOKEN_OF_NOBODY } from './compile-sms.ts';
import { fillText } from './compiled-text.ts';
import type { MergeData } from './merge-data.ts';
import { missingFields } from './merge-fields.ts';
import { neededFields } from './needed-fields.ts';
import { RenderError, type TemplateProblem } from './render-error.ts';

/** What one recipient's message has against it. */
export interface RecipientAudit {
  problem: TemplateProblem | null;
  empty_subject: boolean;
  missing: string[];
  /** Of the HTML. */
  bytes: number;
  /** Of a text message: pieces in which it is paid for. */
  segments: number;
}

export interface Auditor {
  /** Null for what is no mail. */
  compiled: CompiledMessage | null;
  /** Where its links lead. */
  links: readonly string[];
  needed: readonly string[];
  audit(data: MergeData): RecipientAudit;
}

/** Compiles a message once to look at what each recipient would get. @throws RenderError when it can't be parsed */
export function createAuditor(source: MessageSource, options: CompileOptions): Auditor {
  if (source.push || source.body_kind === 'text') return plainAuditor(source, options);
  const compiled = compileMessage(source, options);
  const needed = neededFields(source);
  const fixed = compiled.html.chunks.reduce((sum, chunk) => sum + (chunk === null ? 0 : Buffer.byteLength(chunk)), 0);
  return {
    compiled,
    links: compiled.links,
    needed,
    audit(data) {
      try {
        const subject = fillText(compiled.subject, data);
        compiled.preheader.fill(data);
        const bytes = compiled.html.fill(data).reduce((sum, value) => sum + Buffer.byteLength(value), fixed);
        compiled.text.fill(data);
        const empty_subject = subject.trim() === '';
        return { problem: null, empty_subject, missing: missingFields(needed, data), bytes, segments: 0 };
      } catch (error) {
        return failedAudit(error);
      }
    },
  };
}

/** Of push and text messages, which have no page. */
function plainAuditor(source: MessageSource, options: CompileOptions): Auditor {
  const { fill, links, segmentsOf } = source.push ? pushFiller(source) : smsFiller(source, options);
  const needed = neededFields(source);
  return {
    compiled: null,
    links,
    needed,
    audit(data) {
      try {
        const text = fill(data);
        const found = {
          missing: missingFields(needed, data),
          bytes: Buffer.byteLength(text),
          segments: segmentsOf(text),
        };
        return { problem: null, empty_subject: false, ...found };
      } catch (error) {
        return failedAudit(error);
      }
    },
  };
}

interface PlainFiller {
  fill(data: MergeData): string;
  links: readonly string[];
  segmentsOf(text: string): number;
}

function pushFiller(source: MessageSource): PlainFiller {
  const compiled = compilePush(source);
  return { fill: (data) => JSON.stringify(fillPush(compiled, data)), links: [], segmentsOf: () => 0 };
}

function smsFiller({ body }: MessageSource, { base_url, link_tags, track_clicks }: CompileOptions): PlainFiller {
  const compiled = compileSms(body, track_clicks ? { base_url, link_tags } : undefined);
  return {
    fill: (data) => fillSms(compiled, { ...data, token: SHORT_TOKEN_OF_NOBODY }),
    links: compiled.links,
    segmentsOf: (text) => sizeOfSms(text).segments,
  };
}

function failedAudit(error: unknown): RecipientAudit {
  if (!(error instanceof RenderError)) throw error;
  return { problem: error.problem, empty_subject: false, missing: [], bytes: 0, segments: 0 };
}
