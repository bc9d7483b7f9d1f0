import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { Reader } from '#main/db/access.ts';
import { keepSecret } from '#main/repositories/access/secret.repo.ts';
import { findReturnInbox } from '#main/repositories/feedback/inbox.repo.ts';
import { listSenders } from '#main/repositories/sending/sender.repo.ts';
import { findSendingDomain, saveFindings, saveSendingKey } from '#main/repositories/sending/sending-domain.repo.ts';
import {
  type ProviderResult,
  type SendingRates,
  sendingRates,
} from '#main/repositories/sending/sending-results.repo.ts';
import { domainOf } from '#shared/domain/channel/domain-rules.ts';
import {
  type Finding,
  type FoundTexts,
  isAligned,
  judgeDkim,
  judgeDmarc,
  judgeSpf,
  parentsOf,
} from '#shared/domain/sending/domain-findings.ts';
import { type AlarmLevel, alarmOf } from '#shared/domain/sending/rate-alarm.ts';
import { worsenedRecords } from '#shared/domain/sending/worsened-records.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { DAY, type Instant, instantOf } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import { dkimSecret } from './dkim-keys.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'secrets' | 'dns'>;

/** A domain that mail is sent from. */
export interface SendingDomainView {
  domain: string;
  senders: string[];
  /** Domain of the return path; SPF is asked of it. */
  return_domain: string;
  aligned: boolean;
  has_key: boolean;
  signs: boolean;
  checked_at: Instant | null;
  findings: Finding[];
  /** Records that were fine and are not any more, and when that was first seen. */
  worsened: { record: Finding['record']; since: Instant }[];
}

export interface SendingHealth {
  domains: SendingDomainView[];
  days: number;
  rates: SendingRates;
  complaint_alarm: AlarmLevel;
  bounce_alarm: AlarmLevel;
}

export const RATE_DAYS = 7;

export function getSendingHealth(ctx: Pick<Context, 'db' | 'clock'>): SendingHealth {
  const { reader } = ctx.db;
  const rates = sendingRates(reader, ctx.clock.now() - RATE_DAYS * DAY);
  return {
    domains: sendingDomains(reader).map((one) => viewOf(reader, one)),
    days: RATE_DAYS,
    rates,
    complaint_alarm: alarmOf('complaints', rates.complained, rates.sent),
    bounce_alarm: alarmOf('hard_bounces', rates.hard_bounced, rates.sent),
  };
}

export function getProviderResults(
  ctx: Pick<ServiceContext, 'reads' | 'clock'>,
  days: number,
): Promise<ProviderResult[]> {
  return ctx.reads.run('sending.by-provider', { since: ctx.clock.now() - days * DAY });
}

/** Asks the DNS what it says of a domain. Mail is signed from the moment that our key has been seen there. */
export async function checkSendingDomain(ctx: Context, domain: string): Promise<SendingDomainView> {
  const known = requireDomain(ctx.db.reader, domain);
  const row = findSendingDomain(ctx.db.reader, domain);
  const key = row?.selector && row.public_key ? { selector: row.selector, public_key: row.public_key } : null;
  const [spf, dkim, dmarc] = await Promise.all([
    textsOf(ctx, known.return_domain),
    key ? textsOf(ctx, `${key.selector}._domainkey.${domain}`) : Promise.resolve([]),
    dmarcTexts(ctx, domain),
  ]);
  const findings = [
    judgeSpf(known.return_domain, spf, known.host),
    judgeDkim(domain, dkim, key),
    judgeDmarc(dmarc.domain, dmarc.texts),
  ];
  const signing = findings.find(({ record }) => record === 'dkim');
  // Without an answer nothing is known to have changed.
  const signs = signing?.state === 'unknown' ? null : signing?.state === 'fine';
  const at = ctx.clock.now();
  const before = { findings: row?.findings ?? [], worsened: row?.worsened ?? [] };
  const worsened = worsenedRecords(before, findings, at);
  ctx.db.write((tx) => {
    saveFindings(tx, domain, { findings, at, signs, worsened });
    const records = worsened.filter(({ since }) => since === at).map(({ record }) => record);
    if (records.length === 0) return;
    tx.record({ type: 'sending.domain_worsened', subject: `domain:${domain}`, actor: null, data: { records } });
  });
  return viewOf(ctx.db.reader, known);
}

const KEY_BITS = 2_048;

/** Makes a pair of keys; the private half never leaves Herald. The selector tells it from one before. */
export async function makeSendingKey(ctx: Context, actor: string, domain: string): Promise<SendingDomainView> {
  const known = requireDomain(ctx.db.reader, domain);
  const pair = await promisify(generateKeyPair)('rsa', {
    modulusLength: KEY_BITS,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const selector = `herald${Math.floor(ctx.clock.now() / 1_000).toString(36)}`;
  const name = dkimSecret(domain);
  ctx.db.write((tx) => {
    keepSecret(tx, name, ctx.secrets.seal(name, Buffer.from(pair.privateKey)));
    saveSendingKey(tx, domain, { selector, public_key: pair.publicKey.toString('base64') });
    tx.record({ type: 'sending.key_made', subject: `domain:${domain}`, actor, data: { selector } });
  });
  return checkSendingDomain(ctx, known.domain);
}

async function textsOf(ctx: Pick<Context, 'dns'>, name: string): Promise<FoundTexts> {
  try {
    return await ctx.dns.textsOf(name);
  } catch {
    return null;
  }
}

/** A domain without a policy of its own has that of the one above it. */
async function dmarcTexts(ctx: Pick<Context, 'dns'>, domain: string): Promise<{ domain: string; texts: FoundTexts }> {
  for (const place of [domain, ...parentsOf(domain)]) {
    const texts = await textsOf(ctx, `_dmarc.${place}`);
    if (texts === null || texts.some((text) => /^v=DMARC1/i.test(text))) return { domain: place, texts };
  }
  return { domain, texts: [] };
}

interface KnownDomain {
  domain: string;
  senders: string[];
  return_domain: string;
  host: string | null;
}

export function sendingDomainNames(reader: Reader): string[] {
  return sendingDomains(reader).map(({ domain }) => domain);
}

/** Those of real senders of mail. */
function sendingDomains(reader: Reader): KnownDomain[] {
  const domains = new Map<string, KnownDomain>();
  for (const { no, name, provider, from_email, host } of listSenders(reader)) {
    if (provider === 'test_mailbox' || !from_email.includes('@')) continue;
    const domain = domainOf(from_email);
    const inbox = findReturnInbox(reader, no);
    const known = domains.get(domain);
    if (known) known.senders.push(name);
    else {
      const return_domain = inbox ? domainOf(inbox.address) : domain;
      domains.set(domain, { domain, senders: [name], return_domain, host: host || null });
    }
  }
  return [...domains.values()];
}

function requireDomain(reader: Reader, domain: string): KnownDomain {
  const known = sendingDomains(reader).find((one) => one.domain === domain);
  if (known) return known;
  throw new HeraldError('NOT_FOUND', `No sender sends from ${domain}.`, {
    hint: 'Add a sender with that address first.',
  });
}

function viewOf(reader: Reader, { domain, senders, return_domain }: KnownDomain): SendingDomainView {
  const row = findSendingDomain(reader, domain);
  return {
    domain,
    senders,
    return_domain,
    aligned: isAligned(domain, return_domain),
    has_key: row?.selector != null,
    signs: row?.signs ?? false,
    checked_at: row?.checked_at == null ? null : instantOf(row.checked_at),
    findings: row?.findings ?? [],
    worsened: (row?.worsened ?? []).map(({ record, since }) => ({ record, since: instantOf(since) })),
  };
}
