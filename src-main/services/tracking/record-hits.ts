import type { Tx } from '#main/db/access.ts';
import { resolveUnknownDelivery } from '#main/repositories/feedback/feedback-delivery.repo.ts';
import { findOrganization } from '#main/repositories/system/organization.repo.ts';
import {
  ANY_LINK,
  addToHitMinute,
  addToLink,
  agentNo,
  countDeed,
  findSendOf,
  findTrackedSend,
  type HitRow,
  insertHits,
  type SendOf,
  type Sums,
  type TrackedSend,
  trackingModeOf,
} from '#main/repositories/tracking/hit.repo.ts';
import { ASKED, type Hit } from '#shared/domain/tracking/hit.ts';
import { MINUTE, type Millis } from '#shared/kernel/instant.ts';

/**
 * Stores a group of hits with all sums that follow from them. Each sum is written once for the group, however many hits it has.
 * Hits that the organization, the send or their reader does not want are dropped; so are those of deliveries that no longer exist.
 */
export function recordHits(tx: Tx, hits: readonly Hit[]): void {
  const wanted = hitsOfSends(tx, hits);
  const agents = new Map<string, number>();
  const minutes = new SumsByKey<{ send_no: number; measure: 'opened' | 'clicked'; minute: number }>();
  const links = new SumsByKey<{ send_no: number; idx: number }>();
  const touched = new Set<string>();
  const rows: HitRow[] = [];
  for (const { hit, send_no, send, anonymous, since } of wanted) {
    const { kind, at, delivery_no, link, ip } = hit;
    const what = { at, send_no, kind, link: link === ANY_LINK ? null : link, asked: ASKED.indexOf(hit.asked) };
    if (anonymous) rows.push({ ...what, delivery_no: NOBODY, agent_no: null, ip: '' });
    else rows.push({ ...what, delivery_no, agent_no: agentOf(tx, agents, hit.agent), ip, since });
    // Whoever asks for the head alone has neither seen a picture nor followed a link.
    if (hit.asked === 'head') continue;
    const isNew = (place: number) => !anonymous && countDeed(tx, { delivery_no, kind, link: place }, at);
    const measure = kind === 'open' ? 'opened' : 'clicked';
    const minute = Math.floor(at / MINUTE);
    minutes.add(`${send_no} ${measure} ${minute}`, { send_no, measure, minute }, isNew(ANY_LINK) ? 1 : 0);
    if (kind === 'click') links.add(`${send_no} ${link}`, { send_no, idx: link }, isNew(link) ? 1 : 0);
    touched.add(send.campaign_id);
  }
  insertHits(tx, rows);
  minutes.each((key, sums) => addToHitMinute(tx, key, sums));
  links.each((key, sums) => addToLink(tx, key, sums));
  for (const id of touched) tx.touch(`campaign-stats:${id}`);
  if (rows.length > 0) tx.touch('hits');
  if (touched.size > 0) tx.touch('home');
}

/** Stands for somebody who is counted without being known. */
const NOBODY = 0;

function agentOf(tx: Tx, agents: Map<string, number>, text: string): number {
  let no = agents.get(text);
  if (no === undefined) {
    no = agentNo(tx, text);
    agents.set(text, no);
  }
  return no;
}

interface SendHit {
  hit: Hit;
  send_no: number;
  send: TrackedSend;
  anonymous: boolean;
  /** Since the server took the message. */
  since: Millis | null;
}

/** In the order of the deliveries, so that their markers are written to neighbouring pages. */
function hitsOfSends(tx: Tx, hits: readonly Hit[]): SendHit[] {
  const organization = findOrganization(tx);
  const sends = new Map<number, TrackedSend | undefined>();
  const found: SendHit[] = [];
  for (const hit of hits) {
    const delivery = findSendOf(tx, hit.delivery_no);
    if (delivery === undefined) continue;
    const { send_no } = delivery;
    // Whoever opens a message has got it.
    if (delivery.state === 'unknown') resolveUnknownDelivery(tx, hit.delivery_no, hit.at);
    if (!sends.has(send_no)) sends.set(send_no, findTrackedSend(tx, send_no));
    const send = sends.get(send_no);
    if (!send || !organization) continue;
    const wanted =
      hit.kind === 'open'
        ? send.track_opens === 1 && organization.track_opens
        : send.track_clicks === 1 && organization.track_clicks;
    const mode = trackingModeOf(tx, delivery.contact_no);
    if (!wanted || mode === 'off') continue;
    const anonymous =
      mode === 'anonymous' || organization.track_anonymously || (hit.unwilling && organization.respect_unwilling);
    found.push({ hit, send_no, send, anonymous, since: sinceOf(delivery, hit.at) });
  }
  return found.sort((a, b) => a.hit.delivery_no - b.hit.delivery_no || a.hit.at - b.hit.at);
}

/** Of a message that has been taken and of which nothing was heard since; a clock that was set back makes it unknown. */
function sinceOf({ state, changed_at }: SendOf, at: Millis): Millis | null {
  if (state === 'claimed' || state === 'in_data') return 0;
  return state === 'accepted' && at >= changed_at ? at - changed_at : null;
}

class SumsByKey<Key> {
  readonly #sums = new Map<string, { key: Key } & Sums>();

  add(name: string, key: Key, uniques: number): void {
    const sum = this.#sums.get(name);
    if (!sum) {
      this.#sums.set(name, { key, total: 1, uniques });
      return;
    }
    sum.total += 1;
    sum.uniques += uniques;
  }

  each(write: (key: Key, sums: Sums) => void): void {
    for (const { key, total, uniques } of this.#sums.values()) write(key, { total, uniques });
  }
}
