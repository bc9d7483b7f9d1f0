import { areSubscriptionKeys } from '#main/channels/push/subscription-keys.ts';
import type { Tx } from '#main/db/access.ts';
import { findContact } from '#main/repositories/contact/contact.repo.ts';
import {
  type DeviceAddress,
  type DeviceView,
  devicesOfContact,
  dropAddress,
  dropDevice,
  keepDevice,
} from '#main/repositories/push/push-device.repo.ts';
import type { PushService } from '#shared/domain/push/push-content.ts';
import { isPushEndpoint } from '#shared/domain/push/push-endpoint.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization, trackingBase } from '../tracking/tracking-address.ts';
import { findVapidKeys } from './vapid-keys.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'tokens' | 'secrets' | 'endpoints'>;

/** A device as it introduces itself. */
export interface DeviceInput {
  service: PushService;
  /** The endpoint of a browser's subscription, or an app's token. */
  address: string;
  keys?: { p256dh: string; auth: string };
  label?: string;
}

export function listDevices(ctx: Pick<Context, 'db'>, contact_id: string): DeviceView[] {
  return devicesOfContact(ctx.db.reader, requireContact(ctx, contact_id).no);
}

export function registerDevice(
  ctx: Context,
  actor: string | null,
  { contact_id, ...input }: DeviceInput & { contact_id: string },
): { id: string } {
  const contact = requireContact(ctx, contact_id);
  const address = checkedAddress(input);
  const id = ctx.db.write((tx) => {
    const kept = keepDevice(tx, {
      ...address,
      id: ctx.ids.id(),
      contact,
      label: (input.label ?? '').slice(0, 200),
      now: ctx.clock.now(),
    });
    record(tx, 'contact.device_registered', contact_id, actor, input.service);
    return kept;
  });
  return { id };
}

export function removeDevice(ctx: Pick<Context, 'db'>, actor: string, id: string): { done: true } {
  ctx.db.write((tx) => {
    const { contact_id } = found(dropDevice(tx, id), 'device');
    record(tx, 'contact.device_removed', contact_id, actor);
  });
  return { done: true };
}

/** What a site of one's own needs so that this contact can turn messages on in a browser. */
export interface PushAccess {
  /** Names the contact; whoever has it can register devices for them, and read nothing. */
  token: string;
  /** For the page; null: no sender of browser messages has been set up. */
  script: string | null;
  /** The one line of the file herald-sw.js at the root of the site. */
  worker: string;
}

export function pushAccess(ctx: Context, contact_id: string): PushAccess {
  requireContact(ctx, contact_id);
  const base = trackingBase(ctx, requireOrganization(ctx.db.reader));
  const token = ctx.tokens.subscriber.sign(contact_id);
  const script = `<script src="${base}/n/push.js" data-contact="${token}" defer></script>\n<button data-herald-push hidden>Turn on messages</button>`;
  const isSetUp = findVapidKeys(ctx.secrets, ctx.db.reader) !== null;
  return { token, script: isSetUp ? script : null, worker: `importScripts('${base}/n/sw.js');` };
}

/** A browser turns messages on or off for the contact whom its token names. @returns whether the token is one of ours */
export function takeSubscription(
  ctx: Context,
  { token, on, ...input }: Omit<DeviceInput, 'service'> & { token: string; on: boolean },
): boolean {
  const contact_id = ctx.tokens.subscriber.verify(token);
  const contact = contact_id === null ? undefined : findContact(ctx.db.reader, contact_id);
  if (!contact) return false;
  if (on) registerDevice(ctx, null, { ...input, service: 'web_push', contact_id: contact.id });
  else
    ctx.db.write((tx) => {
      if (dropAddress(tx, contact, input.address)) record(tx, 'contact.device_removed', contact.id, null);
    });
  return true;
}

function requireContact(ctx: Pick<Context, 'db'>, id: string): { no: number; id: string } {
  return found(findContact(ctx.db.reader, id), 'contact');
}

const KEY = /^[A-Za-z0-9_-]{20,120}={0,2}$/;
const TOKEN = /^[A-Za-z0-9_:.-]{20,4096}$/;

function checkedAddress({ service, address, keys }: DeviceInput): DeviceAddress {
  if (service === 'fcm') {
    if (TOKEN.test(address)) return { service, address, p256dh: '', auth: '' };
    throw refusal('address', 'This is no registration token.', 'Use what the app got from Firebase.');
  }
  if (!isPushEndpoint(address)) {
    throw refusal(
      'address',
      'This is no address at the push service of a browser.',
      'Use the endpoint of the subscription.',
    );
  }
  if (!keys || !KEY.test(keys.p256dh) || !KEY.test(keys.auth) || !areSubscriptionKeys(keys)) {
    throw refusal(
      'keys',
      'The keys of the subscription are missing or wrong.',
      'Use p256dh and auth of the subscription.',
    );
  }
  return { service, address, ...keys };
}

function refusal(field: string, problem: string, hint: string): HeraldError {
  return new HeraldError('INVALID_INPUT', problem, { field, hint });
}

function record(tx: Tx, type: string, contact_id: string, actor: string | null, service?: PushService): void {
  tx.record({ type, subject: `contact:${contact_id}`, actor, data: service ? { service } : {} });
}
