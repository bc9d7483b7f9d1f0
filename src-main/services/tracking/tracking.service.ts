import type { Reader } from '#main/db/access.ts';
import { mergeAddressesOf, mergeDataOf } from '#main/rendering/merge-data.ts';
import { isPersonalTarget, renderLinkTarget } from '#main/rendering/render-link-target.ts';
import { findLinkTarget } from '#main/repositories/campaign/link.repo.ts';
import { readLook } from '#main/repositories/consent/public-look.repo.ts';
import { findEmailSuppression } from '#main/repositories/consent/suppression.repo.ts';
import { hasUnsubscribed } from '#main/repositories/consent/unsubscribe.repo.ts';
import { findContactByNo } from '#main/repositories/contact/contact.repo.ts';
import { findOrganization } from '#main/repositories/system/organization.repo.ts';
import { findSendOf, findTrackedDelivery } from '#main/repositories/tracking/hit.repo.ts';
import type { PublicLook } from '#shared/domain/consent/public-look.ts';
import { maskedAddress, parseEmailAddress } from '#shared/domain/email-address.ts';
import { trackingUrls } from '#shared/domain/tracking/tracking-urls.ts';
import { mergeContactOf } from '../contact/merge-contact.ts';
import type { ServiceContext } from '../service-context.ts';
import { trackingBase } from './tracking-address.ts';

type Context = Pick<ServiceContext, 'db' | 'endpoints' | 'log'>;

const MOST_CACHED = 10_000;

/** Finds where links lead. The targets of a send never change once it has begun, so they are read once. */
export class LinkTargets {
  readonly #ctx: Context;
  readonly #targets = new Map<string, string | null>();

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  /** A web address, or null for what this delivery never linked to. @throws for a target that makes no address */
  find({ delivery_no, token, index }: { delivery_no: number; token: string; index: number }): string | null {
    const { reader } = this.#ctx.db;
    const send_no = findSendOf(reader, delivery_no)?.send_no;
    if (send_no === undefined) return null;
    const target = this.#targetOf(send_no, index);
    if (target === null || !isPersonalTarget(target)) return target;
    const delivery = findTrackedDelivery(reader, delivery_no);
    if (!delivery) return null;
    const { contact_no, address } = delivery;
    const personal = this.#personal(target, { token, contact_no, address });
    return personal === null ? null : new URL(personal).href;
  }

  #targetOf(send_no: number, index: number): string | null {
    const key = `${send_no} ${index}`;
    const known = this.#targets.get(key);
    if (known !== undefined) return known;
    const target = findLinkTarget(this.#ctx.db.reader, send_no, index);
    if (target === null) return null;
    if (this.#targets.size >= MOST_CACHED) this.#targets.clear();
    const address = isPersonalTarget(target) ? target : new URL(target).href;
    this.#targets.set(key, address);
    return address;
  }

  #personal(target: string, who: { token: string; contact_no: number; address: string }): string | null {
    const { reader } = this.#ctx.db;
    const contact = findContactByNo(reader, who.contact_no);
    const organization = findOrganization(reader);
    if (!contact || !organization) return null;
    const urls = trackingUrls(trackingBase(this.#ctx, organization), who.token);
    const person = mergeContactOf({ ...contact, email: contact.email ?? who.address });
    return renderLinkTarget(target, mergeDataOf(person, mergeAddressesOf(who.token, urls)));
  }
}

/** What the page behind the unsubscribe link needs to know. */
export interface Farewell {
  organization: string;
  /** Enough of the address for its owner to know it again. */
  address: string;
  locale: string;
  has_left: boolean;
  look: PublicLook;
}

export function farewellOf(ctx: Pick<Context, 'db'>, delivery_no: number): Farewell | null {
  const { reader } = ctx.db;
  const delivery = findTrackedDelivery(reader, delivery_no);
  const organization = findOrganization(reader);
  if (!delivery || !organization) return null;
  const contact = findContactByNo(reader, delivery.contact_no);
  return {
    organization: organization.name,
    address: maskedAddress(delivery.address),
    locale: contact?.locale || organization.locale,
    // Who has come back by another way has not left any more.
    has_left: hasUnsubscribed(reader, delivery_no) && isSuppressed(reader, contact?.email ?? delivery.address),
    look: readLook(reader),
  };
}

function isSuppressed(reader: Reader, address: string): boolean {
  const answer = parseEmailAddress(address);
  return answer.ok && findEmailSuppression(reader, answer.key) !== null;
}
