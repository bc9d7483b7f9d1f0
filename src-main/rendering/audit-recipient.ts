import { type CompiledMessage, type CompileOptions, compileMessage, type MessageSource } from './compile-message.ts';
import { compilePush, fillPush } from './compile-push.ts';
import { compileSms, fillSms } from './compile-sms.ts';
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
}

export interface Auditor {
  /** Null for what is no mail. */
  compiled: CompiledMessage | null;
  needed: readonly string[];
  audit(data: MergeData): RecipientAudit;
}

/** Compiles a message once to look at what each recipient would get. @throws RenderError when it can't be parsed */
export function createAuditor(source: MessageSource, options: CompileOptions): Auditor {
  if (source.push || source.body_kind === 'text') return plainAuditor(source);
  const compiled = compileMessage(source, options);
  const needed = neededFields(source);
  const fixed = compiled.html.chunks.reduce((sum, chunk) => sum + (chunk === null ? 0 : Buffer.byteLength(chunk)), 0);
  return {
    compiled,
    needed,
    audit(data) {
      try {
        const subject = fillText(compiled.subject, data);
        compiled.preheader.fill(data);
        const bytes = compiled.html.fill(data).reduce((sum, value) => sum + Buffer.byteLength(value), fixed);
        compiled.text.fill(data);
        return { problem: null, empty_subject: subject.trim() === '', missing: missingFields(needed, data), bytes };
      } catch (error) {
        return failedAudit(error);
      }
    },
  };
}

/** Of push and text messages, which have no page. */
function plainAuditor(source: MessageSource): Auditor {
  const fill = plainFiller(source);
  const needed = neededFields(source);
  return {
    compiled: null,
    needed,
    audit(data) {
      try {
        const bytes = Buffer.byteLength(fill(data));
        return { problem: null, empty_subject: false, missing: missingFields(needed, data), bytes };
      } catch (error) {
        return failedAudit(error);
      }
    },
  };
}

function plainFiller(source: MessageSource): (data: MergeData) => string {
  if (source.push) {
    const compiled = compilePush(source);
    return (data) => JSON.stringify(fillPush(compiled, data));
  }
  const compiled = compileSms(source.body);
  return (data) => fillSms(compiled, data);
}

function failedAudit(error: unknown): RecipientAudit {
  if (!(error instanceof RenderError)) throw error;
  return { problem: error.problem, empty_subject: false, missing: [], bytes: 0 };
}
