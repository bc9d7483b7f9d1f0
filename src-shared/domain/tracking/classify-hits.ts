import { MINUTE, type Millis, SECOND } from '#shared/kernel/instant.ts';
import { TRAP_LINK } from './hit.ts';
import { type AgentKind, agentKind } from './mail-agent.ts';
import type { Evidence, Judgement } from './verdict.ts';

/** Grows whenever a rule changes: then everything that is stored is judged anew. */
export const RULES_VERSION = 1;

/** A stored request, as far as the rules ask. */
export interface HitToJudge {
  kind: 'open' | 'click';
  at: Millis;
  /** Since the server took the message; null when that is not known. */
  since: Millis | null;
  /** Place of the link; null for a pixel. */
  link: number | null;
  agent: string;
  ip: string;
  asked: 'get' | 'head' | 'ahead';
}

/** No person opens or follows one message as often; what comes on top is a machine's. */
export const MOST_JUDGED = 500;

/** So many different links within so short a time are followed by no hand. */
const BURST = { links: 3, within: 10 * SECOND, until: Number.POSITIVE_INFINITY };
/** Scanners that take their time do so soon after the message has come: most of it after 20 to 300 seconds. */
const SLOW_BURSTS = [
  { links: 3, within: MINUTE, until: 10 * MINUTE },
  { links: 5, within: 5 * MINUTE, until: 5 * MINUTE },
];
/** What a scanner's source does around then is its doing, too. */
const SOURCE_SPAN = 10 * MINUTE;
/** Faster than anybody reads, for a link of a message whose pictures were not loaded. */
const TOO_FAST = 2 * SECOND;

/** Judges what came from one message, in the order in which it came. The same hits always get the same verdicts. */
export function classifyHits(hits: readonly HitToJudge[]): Judgement[] {
  const found = hits.map((hit) => evidenceOfRequest(hit));
  markBursts(hits, found);
  markTooFast(hits, found);
  const marked = hits.flatMap(({ at, ip, agent }, place) => {
    const evidence = found[place];
    return evidence === 'hidden_link' || evidence === 'burst' || evidence === 'slow_burst'
      ? [{ at, ip, agent, isTrap: evidence === 'hidden_link' }]
      : [];
  });
  return hits.map((hit, place): Judgement => {
    const evidence = found[place] ?? evidenceOfSource(hit, marked);
    if (evidence) return judgementOf(evidence);
    return judgementOf(AGENT_EVIDENCE[agentKind(hit.agent)]);
  });
}

/** What the request alone says. */
function evidenceOfRequest({ asked, link, kind }: HitToJudge): Evidence | null {
  if (asked === 'head') return 'head_request';
  if (kind === 'click' && link === TRAP_LINK) return 'hidden_link';
  return asked === 'ahead' ? 'fetched_ahead' : null;
}

const AGENT_EVIDENCE: Record<AgentKind | 'apple_network', Evidence> = {
  ordinary: 'ordinary_agent',
  apple: 'apple_agent',
  apple_network: 'apple_network',
  image_proxy: 'proxy_agent',
  prefetch: 'prefetch_agent',
  robot: 'known_robot',
  empty: 'empty_agent',
};

interface Source {
  at: Millis;
  ip: string;
  agent: string;
  isTrap: boolean;
}

function evidenceOfSource(hit: HitToJudge, marked: readonly Source[]): Evidence | null {
  const same = marked.filter(
    ({ at, ip, agent }) => ip === hit.ip && agent === hit.agent && Math.abs(at - hit.at) <= SOURCE_SPAN,
  );
  if (same.some(({ isTrap }) => isTrap)) return 'source_of_hidden_link';
  if (same.length > 0) return 'source_of_burst';
  // Pictures that Apple fetches itself; people behind its relay come from other networks.
  return hit.kind === 'open' && hit.ip.startsWith('17.') && agentKind(hit.agent) === 'ordinary'
    ? 'apple_network'
    : null;
}

function markBursts(hits: readonly HitToJudge[], found: (Evidence | null)[]): void {
  const clicks = hits
    .map((hit, place) => ({ ...hit, place }))
    .filter(({ kind, asked, link }) => kind === 'click' && asked !== 'head' && link !== TRAP_LINK)
    .sort((a, b) => a.at - b.at);
  const mark = (evidence: Evidence, { links, within, until }: typeof BURST) => {
    const early = clicks.filter(
      ({ since }) => until === Number.POSITIVE_INFINITY || (since !== null && since <= until),
    );
    let first = 0;
    for (let last = 0; last < early.length; last += 1) {
      while ((early[last]?.at ?? 0) - (early[first]?.at ?? 0) > within) first += 1;
      const together = early.slice(first, last + 1);
      if (new Set(together.map(({ link }) => link)).size < links) continue;
      for (const { place } of together) found[place] ??= evidence;
    }
  };
  mark('burst', BURST);
  for (const slow of SLOW_BURSTS) mark('slow_burst', slow);
}

function markTooFast(hits: readonly HitToJudge[], found: (Evidence | null)[]): void {
  const loaded = (hit: HitToJudge) => hits.some(({ kind, ip, at }) => kind === 'open' && ip === hit.ip && at <= hit.at);
  hits.forEach((hit, place) => {
    const isFast = hit.kind === 'click' && hit.since !== null && hit.since <= TOO_FAST;
    if (isFast && !loaded(hit)) found[place] ??= 'too_fast';
  });
}

/** The one verdict that each piece of evidence leads to. */
export function judgementOf(evidence: Evidence): Judgement {
  switch (evidence) {
    case 'ordinary_agent':
      return { verdict: 'human', evidence };
    case 'proxy_agent':
      return { verdict: 'image_proxy', evidence };
    case 'apple_agent':
    case 'apple_network':
    case 'prefetch_agent':
      return { verdict: 'privacy_proxy', evidence };
    case 'empty_agent':
      return { verdict: 'unknown', evidence };
    default:
      return { verdict: 'scanner', evidence };
  }
}
