import { setImmediate as breathe } from 'node:timers/promises';
import { type GuardedFetch, NoAnswer } from '#main/platform/guarded-fetch.ts';
import { type Auditor, createAuditor } from '#main/rendering/audit-recipient.ts';
import type { MessageSource } from '#main/rendering/compile-message.ts';
import { type MergeAddresses, type MergeContact, mergeAddressesOf, mergeDataOf } from '#main/rendering/merge-data.ts';
import { placeOfProblem } from '#main/rendering/place-in.ts';
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
import { textIndexFor, textsOfSend } from '#shared/domain/campaign/texts-of-send.ts';
import { FINDING_LEVELS, type PreflightFinding } from '#shared/domain/preflight/finding.ts';
import { trackingUrls } from '#shared/domain/tracking/tracking-urls.ts';
import { audienceChannelOf, contentOf, tagsOf, tracksClicks } from '../campaign/campaign-record.ts';
import { contentHash } from '../campaign/content-hash.ts';
import { MADE_UP_PERSON } from '../contact/merge-contact.ts';
import { PictureShelf } from '../sending/picture-shelf.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization } from '../tracking/tracking-address.ts';
import { checkLinks, type LinkQuestion } from './check-links.ts';
import { imageScales, inspectContent } from './inspect-content.ts';
import type { PreflightOrder } from './preflight-order.ts';
import { senderFindings } from './sender-findings.ts';
import { AuditTally, type TextAudit } from './tally.ts';

export interface PreflightContext extends Pick<ServiceContext, 'db' | 'clock'> {
  paths: Pick<ServiceContext['paths'], 'pictures'>;
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
  if (row.content_hash !== content_hash) return failChanged(ctx, { ...record, content_hash: row.content_hash });
  const work = new Preflight(ctx, { record, content_hash, base_url }, signal);
  await work.run();
}

function failChanged(ctx: PreflightContext, look: { no: number; id: string; content_hash: string }): void {
  const reason = 'The campaign was changed meanwhile.';
  ctx.db.write((tx) => changePreflight(tx, look, { state: 'failed', reason, finished_at: ctx.clock.now() }));
}

interface Subject {
  record: CampaignRecord;
  content_hash: string;
  base_url: string;
}

/** One of the texts that go out. */
interface Text {
  source: MessageSource;
  auditor: Auditor;
}

class Preflight {
  readonly #ctx: PreflightContext;
  readonly #subject: Subject;
  readonly #signal: AbortSignal;
  readonly #question: AudienceQuestion;
  readonly #addresses: MergeAddresses;
  readonly #tally = new AuditTally();
  readonly #shelf: PictureShelf;
  #total = 0;

  constructor(ctx: PreflightContext, subject: Subject, signal: AbortSignal) {
    const { record, base_url } = subject;
    this.#ctx = ctx;
    this.#subject = subject;
    this.#signal = signal;
    this.#question = { rule: record.audience, channel: audienceChannelOf(ctx.db.reader, record), now: ctx.clock.now() };
    this.#shelf = new PictureShelf(ctx.paths.pictures);
    this.#addresses = mergeAddressesOf(TOKEN, trackingUrls(base_url, TOKEN));
  }

  async run(): Promise<void> {
    const { reader } = this.#ctx.db;
    this.#total = countAudience(reader, this.#question).recipients;
    if (!this.#change({ total: this.#total })) return;
    const texts = this.#compile();
    if ('code' in texts) return this.#finish([texts]);
    if (!(await this.#lookAtAll(texts))) return;
    const findings = [
      ...this.#tally.findings(),
      ...(await this.#lookAtContents([...new Set(texts)])),
      ...senderFindings(this.#ctx, this.#subject.record, { recipients: this.#total, sms: this.#tally.sms }),
    ];
    if (this.#signal.aborted) return;
    if (this.#isChanged()) return failChanged(this.#ctx, this.#look());
    this.#finish(findings);
  }

  /** Of the whole send, by index; those that are the same are one. */
  #compile(): Text[] | PreflightFinding {
    const { record, base_url } = this.#subject;
    const organization = requireOrganization(this.#ctx.db.reader);
    const link_tags = tagsOf(record, organization);
    // Of a mail the size alone depends on it, and by little; of a text message what it costs.
    const track_clicks = record.channel === 'email' || tracksClicks(record, organization);
    const options = { base_url, track_opens: record.track_opens, track_clicks, link_tags };
    let looked = contentOf(record);
    try {
      const made = new Map<string, Text>();
      return textsIn(record).map((source) => {
        looked = source;
        const key = JSON.stringify(source);
        const text = made.get(key) ?? { source, auditor: createAuditor(source, options) };
        made.set(key, text);
        return text;
      });
    } catch (error) {
      if (!(error instanceof RenderError)) throw error;
      return {
        key: 'render_failed',
        code: 'render_failed',
        level: 'error',
        count: this.#total,
        values: { message: error.message },
        place: placeOfProblem(looked, error.problem),
      };
    }
  }

  /** @returns whether it came to its end */
  async #lookAtAll(texts: readonly Text[]): Promise<boolean> {
    const { reader } = this.#ctx.db;
    const end = lastContactNo(reader);
    const textsFor = this.#chooser(texts);
    let checked = 0;
    for (let first = 1; first <= end; first += STEP) {
      const people = recipientsBetween(reader, this.#question, { first, last: first + STEP - 1 });
      for (const person of people) {
        const data = mergeDataOf(mergePersonOf(person), this.#addresses);
        this.#tally.add(
          person.no,
          textsFor(person.locale).map(({ source, auditor }): TextAudit => ({ source, audit: auditor.audit(data) })),
        );
      }
      checked += people.length;
      if (people.length > 0 && !this.#change({ checked })) return false;
      await breathe();
      if (this.#signal.aborted) return false;
    }
    return true;
  }

  /** Which of the texts somebody of a locale may get: the one in their language, else any variant. */
  #chooser(texts: readonly Text[]): (locale: string) => readonly Text[] {
    const { record } = this.#subject;
    const variants = Math.max(1, record.experiment?.variants.length ?? 0);
    const known = new Map<string, readonly Text[]>();
    return (locale) => {
      const chosen =
        known.get(locale) ??
        distinct(Array.from({ length: variants }, (_, variant) => texts[indexFor(record, { locale, variant })]));
      known.set(locale, chosen);
      return chosen;
    };
  }

  /** What several texts have in common is said once, at its worst. */
  async #lookAtContents(texts: readonly Text[]): Promise<PreflightFinding[]> {
    const links = new Map<string, LinkQuestion>();
    for (const { source, auditor } of texts) {
      for (const link of auditor.links) if (!links.has(link)) links.set(link, { link, source });
    }
    const weigh = imageScales(this.#fetch);
    const found = new Map<string, PreflightFinding>();
    for (const finding of await checkLinks(this.#fetch, [...links.values()])) found.set(finding.key, finding);
    for (const text of texts) {
      for (const finding of await this.#lookAtContent(text, weigh)) {
        const known = found.get(finding.key);
        if (!known || isWorse(finding, known)) found.set(finding.key, finding);
      }
    }
    return [...found.values()];
  }

  /** As a made-up person gets it: nothing is asked for in the name of a real one, and nothing kept of theirs. */
  async #lookAtContent(
    { source, auditor: { compiled } }: Text,
    weigh: (url: string) => Promise<number>,
  ): Promise<PreflightFinding[]> {
    if (!compiled) return [];
    try {
      const data = mergeDataOf(MADE_UP_PERSON, this.#addresses);
      return await inspectContent(weigh, { source, compiled, data, embedded: this.#embedded, recipients: this.#total });
    } catch (error) {
      // It can't be filled in for them; before it is sent, that is asked anyway.
      if (error instanceof RenderError) return [];
      throw error;
    }
  }

  /** What a picture weighs that travels in the mail; null for one that is loaded. */
  readonly #embedded = (address: string): number | null =>
    this.#subject.record.embed_pictures ? this.#shelf.weigh(address) : null;

  /** Goes out only while somebody still wants to know. */
  readonly #fetch: GuardedFetch = (request) => {
    const signal = this.#signal;
    if (!signal.aborted && this.#isWanted()) return this.#ctx.fetch({ ...request, signal });
    return Promise.reject(new NoAnswer('ECANCELED', 'Nobody wants to know any more.', false));
  };

  #isWanted(): boolean {
    const { record, content_hash } = this.#subject;
    const row = findPreflight(this.#ctx.db.reader, record.no);
    return row?.state === 'running' && row.content_hash === content_hash && !this.#isChanged();
  }

  #isChanged(): boolean {
    const { record, content_hash } = this.#subject;
    const now = findCampaign(this.#ctx.db.reader, record.id);
    return !now || contentHash(now) !== content_hash;
  }

  #look(): { no: number; id: string; content_hash: string } {
    const { record, content_hash } = this.#subject;
    return { no: record.no, id: record.id, content_hash };
  }

  #change(change: { total?: number; checked?: number }): boolean {
    return this.#ctx.db.write((tx) => changePreflight(tx, this.#look(), change));
  }

  #finish(findings: PreflightFinding[]): void {
    const { record } = this.#subject;
    const end = { state: 'done' as const, checked: this.#total, findings, finished_at: this.#ctx.clock.now() };
    this.#ctx.db.write((tx) => {
      if (!changePreflight(tx, this.#look(), end)) return;
      for (const [finding, nos] of this.#tally.concerned()) keepConcerned(tx, record.no, finding, nos);
    });
  }
}

function mergePersonOf({ no: _no, email, attributes, ...person }: RecipientContact): MergeContact {
  return { ...person, email: email ?? '', attributes: JSON.parse(attributes) as Record<string, unknown> };
}

/** Only mails have variants and are sent in several languages. */
function textsIn(record: CampaignRecord): MessageSource[] {
  return record.channel === 'email' ? textsOfSend(record) : [contentOf(record)];
}

function indexFor(record: CampaignRecord, recipient: { locale: string; variant: number }): number {
  return record.channel === 'email' ? textIndexFor(record, recipient) : 0;
}

function distinct<Item>(items: readonly (Item | undefined)[]): Item[] {
  return [...new Set(items)].filter((item) => item !== undefined);
}

function isWorse(one: PreflightFinding, other: PreflightFinding): boolean {
  const steps = FINDING_LEVELS.indexOf(other.level) - FINDING_LEVELS.indexOf(one.level);
  return steps > 0 || (steps === 0 && sizeOf(one) > sizeOf(other));
}

function sizeOf({ values: { score, bytes, images } }: PreflightFinding): number {
  return Number(score ?? bytes ?? images ?? 0);
}
