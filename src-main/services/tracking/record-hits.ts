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
  type Sums,
  type TrackedSend,
} from '#main/repositories/tracking/hit.repo.ts';
import type { Hit } from '#shared/domain/tracking/hit.ts';
import { MINUTE } from '#shared/kernel/instant.ts';

/**
 * Stores a group of hits with all sums that follow from them. Each sum is written once for the group, however many hits it has.
 * Hits that the organization or the send does not want are dropped; so are those of deliveries that no longer exist.
 */
export function recordHits(tx: Tx, hits: readonly Hit[]): void {
  const wanted = hitsOfSends(tx, hits);
  const agents = new Map<string, number>();
  const minutes = new SumsByKey<{ send_no: number; measure: 'opened' | 'clicked'; minute: number }>();
  const links = new SumsByKey<{ send_no: number; idx: number }>();
  const touched = new Set<string>();
  const rows: HitRow[] = [];
  for (const { hit, send_no, send } of wanted) {
    let agent_no = agents.get(hit.agent);
    if (agent_no === undefined) {
      agent_no = agentNo(tx, hit.agent);
      agents.set(hit.agent, agent_no);
    }
    const { kind, at, delivery_no, link, ip } = hit;
    rows.push({ at, send_no, delivery_no, kind, link: link === ANY_LINK ? null : link, agent_no, ip });
    const uniques = countDeed(tx, { delivery_no, kind, link: ANY_LINK }, at) ? 1 : 0;
    const measure = kind === 'open' ? 'opened' : 'clicked';
    const minute = Math.floor(at / MINUTE);
    minutes.add(`${send_no} ${measure} ${minute}`, { send_no, measure, minute }, uniques);
    if (kind === 'click') {
      const first = countDeed(tx, { delivery_no, kind, link }, at) ? 1 : 0;
      links.add(`${send_no} ${link}`, { send_no, idx: link }, first);
    }
    touched.add(send.campaign_id);
  }
  insertHits(tx, rows);
  minutes.each((key, sums) => addToHitMinute(tx, key, sums));
  links.each((key, sums) => addToLink(tx, key, sums));
  for (const id of touched) tx.touch(`campaign-stats:${id}`);
  if (touched.size > 0) tx.touch('home');
}

interface SendHit {
  hit: Hit;
  send_no: number;
  send: TrackedSend;
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
    if (!send) continue;
    const wanted =
      hit.kind === 'open'
        ? send.track_opens === 1 && organization?.track_opens
        : send.track_clicks === 1 && organization?.track_clicks;
    if (wanted) found.push({ hit, send_no, send });
  }
  return found.sort((a, b) => a.hit.delivery_no - b.hit.delivery_no || a.hit.at - b.hit.at);
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
