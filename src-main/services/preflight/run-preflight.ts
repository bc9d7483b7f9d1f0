import { setImmediate as breathe } from 'node:timers/promises';
import type { GuardedFetch } from '#main/platform/guarded-fetch.ts';
import { type Auditor, createAuditor } from '#main/rendering/audit-recipient.ts';
import type { CompiledMessage, MessageSource } from '#main/rendering/compile-message.ts';
import { type MergeAddresses, type MergeContact, mergeAddressesOf, mergeDataOf } from '#main/rendering/merge-data.ts';
import { RenderError } from '#main/rendering/render-error.ts';
import {
  type AudienceQuestion,
  countAudience,
  lastContactNo,
  type RecipientContact,
  recipientsBetween,
} from '#main/repositories/campaign/audience.repo.ts';
import { type CampaignRecord, findCampaign } from '#main/repositories/campaign/campaign.repo.ts';
import { changePreflight, findPreflight, keepConcerned } from '#main/repositories/campaign/preflight.repo.ts';
import { textsOf } from '#shared/domain/experiment/experiment.ts';
import type { PreflightFinding } from '#shared/domain/preflight/finding.ts';
import { trackingUrls } from '#shared/domain/tracking/tracking-urls.ts';
import { audienceChannelOf, contentOf, tagsOf } from '../campaign/campaign-record.ts';
import { contentHash } from '../campaign/content-hash.ts';
import { MADE_UP_PERSON } from '../contact/merge-contact.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization } from '../tracking/tracking-address.ts';
import { checkLinks } from './check-links.ts';
import { inspectContent } from './inspect-content.ts';
import type { PreflightOrder } from './preflight-order.ts';
import { senderFindings } from './sender-findings.ts';
import { AuditTally } from './tally.ts';

export interface PreflightContext extends Pick<ServiceContext, 'db' | 'clock'> {
  fetch: GuardedFetch;
}

/** Contacts looked at before others get a turn. */
const STEP = 1_000;
/** Of the length of a real one, so that sizes are right. */
const TOKEN = 'x'.repeat(24);

/** Looks at what everybody would get. Changes of the campaign, or a person, end it; a stop leaves it to be run again. */
export async function runPreflight(
  ctx: PreflightContext,
  { campaign_id, base_url }: PreflightOrder,
  signal: AbortSignal,
): Promise<void> {
  const { reader } = ctx.db;
  const record = findCampaign(reader, campaign_id);
  const row = record && findPreflight(reader, record.no);
  if (!record || row?.state !== 'running') return;
  const content_hash = contentHash(record);
  if (row.content_hash !== content_hash) {
    const reason = 'The campaign was changed meanwhile.';
    ctx.db.write((tx) => changePreflight(tx, record, { state: 'failed', reason, finished_at: ctx.clock.now() }));
    return;
  }
  const work = new Preflight(ctx, { record, content_hash, base_url }, signal);
  await work.run();
}

interface Subject {
  record: CampaignRecord;
  content_hash: string;
  base_url: string;
}

class Preflight {
  readonly #ctx: PreflightContext;
  readonly #subject: Subject;
  readonly #signal: AbortSignal;
  readonly #question: AudienceQuestion;
  readonly #addresses: MergeAddresses;
  readonly #tally = new AuditTally();
  #total = 0;
  #sample: MergeContact = MADE_UP_PERSON;

  constructor(ctx: PreflightContext, subject: Subject, signal: AbortSignal) {
    const { record, base_url } = subject;
    this.#ctx = ctx;
    this.#subject = subject;
    this.#signal = signal;
    this.#question = { rule: record.audience, channel: audienceChannelOf(ctx.db.reader, record), now: ctx.clock.now() };
    this.#addresses = mergeAddressesOf(TOKEN, trackingUrls(base_url, TOKEN));
  }

  async run(): Promise<void> {
    const { reader } = this.#ctx.db;
    this.#total = countAudience(reader, this.#question).recipients;
    if (!this.#change({ total: this.#total })) return;
    const contents = distinct(textsOf(this.#subject.record).map(contentOf));
    const [source] = contents;
    const auditors = this.#compile(contents);
    if (!source || 'code' in auditors) return this.#finish('code' in auditors ? [auditors] : []);
    if (!(await this.#lookAtAll(auditors))) return;
    const findings = [
      ...this.#tally.findings(source),
      ...(await this.#lookAtContents(contents, auditors)),
      ...senderFindings(this.#ctx, this.#subject.record, this.#total),
    ];
    if (!this.#signal.aborted) this.#finish(findings);
  }

  #compile(contents: readonly MessageSource[]): Auditor[] | PreflightFinding {
    const { record, base_url } = this.#subject;
    const link_tags = tagsOf(record, requireOrganization(this.#ctx.db.reader));
    const options = { base_url, track_opens: record.track_opens, track_clicks: true, link_tags };
    try {
      return contents.map((content) => createAuditor(content, options));
    } catch (error) {
      if (!(error instanceof RenderError)) throw error;
      const { message, ...place } = error.problem;
      return {
        key: 'render_failed',
        code: 'render_failed',
        level: 'error',
        count: this.#total,
        values: { message },
        place,
      };
    }
  }

  /** @returns whether it came to its end */
  async #lookAtAll(auditors: readonly Auditor[]): Promise<boolean> {
    const { reader } = this.#ctx.db;
    const end = lastContactNo(reader);
    let checked = 0;
    for (let first = 1; first <= end; first += STEP) {
      const people = recipientsBetween(reader, this.#question, { first, last: first + STEP - 1 });
      if (checked === 0 && people[0]) this.#sample = mergePersonOf(people[0]);
      for (const person of people) {
        const data = mergeDataOf(mergePersonOf(person), this.#addresses);
        this.#tally.add(
          person.no,
          auditors.map((auditor) => auditor.audit(data)),
        );
      }
      checked += people.length;
      if (people.length > 0 && !this.#change({ checked })) return false;
      await breathe();
      if (this.#signal.aborted) return false;
    }
    return true;
  }

  /** What several variants have in common is said once. */
  async #lookAtContents(contents: readonly MessageSource[], auditors: readonly Auditor[]): Promise<PreflightFinding[]> {
    const found = new Map<string, PreflightFinding>();
    for (const [index, source] of contents.entries()) {
      const compiled = auditors[index]?.compiled;
      if (!compiled) continue;
      for (const finding of await this.#lookAtContent(source, compiled)) {
        if (!found.has(finding.key)) found.set(finding.key, finding);
      }
    }
    return [...found.values()];
  }

  async #lookAtContent(source: MessageSource, compiled: CompiledMessage): Promise<PreflightFinding[]> {
    const data = mergeDataOf(this.#sample, this.#addresses);
    const { fetch } = this.#ctx;
    try {
      const [links, content] = await Promise.all([
        checkLinks(fetch, { source, links: compiled.links, data }, this.#signal),
        inspectContent(fetch, { source, compiled, data }, this.#signal),
      ]);
      return [...links, ...content];
    } catch (error) {
      // It can't be filled in for the one it was looked at for; that is a finding of its own.
      if (error instanceof RenderError) return [];
      throw error;
    }
  }

  #change(change: { total?: number; checked?: number }): boolean {
    const { record, content_hash } = this.#subject;
    return this.#ctx.db.write((tx) => changePreflight(tx, { ...record, content_hash }, change));
  }

  #finish(findings: PreflightFinding[]): void {
    const { record, content_hash } = this.#subject;
    const end = { state: 'done' as const, checked: this.#total, findings, finished_at: this.#ctx.clock.now() };
    this.#ctx.db.write((tx) => {
      if (!changePreflight(tx, { ...record, content_hash }, end)) return;
      for (const [finding, nos] of this.#tally.concerned()) keepConcerned(tx, record.no, finding, nos);
    });
  }
}

function mergePersonOf({ no: _no, email, attributes, ...person }: RecipientContact): MergeContact {
  return { ...person, email: email ?? '', attributes: JSON.parse(attributes) as Record<string, unknown> };
}

function distinct(contents: readonly MessageSource[]): MessageSource[] {
  return [...new Map(contents.map((content) => [JSON.stringify(content), content])).values()];
}
