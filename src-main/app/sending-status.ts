import { identifyOwner } from '#main/services/access/session.service.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import { localClient } from './local-client.ts';

const MOST = 200;

/** How many sends are under way or paused, and how many of their messages may or may not have been delivered. */
export async function sendingStatus(
  services: ServiceContext,
): Promise<{ sending: number; paused: number; unknown: number }> {
  if (!identifyOwner(services)) return { sending: 0, paused: 0, unknown: 0 };
  const { campaigns } = localClient(services);
  const [sending, paused] = await Promise.all([
    campaigns.list({ state: 'sending', limit: MOST }),
    campaigns.list({ state: 'paused', limit: MOST }),
  ]);
  const unknown = [...sending.items, ...paused.items].reduce((sum, { counts }) => sum + counts.unknown, 0);
  return { sending: sending.total, paused: paused.total, unknown };
}

/** What "Pause all sending" of the tray does. */
export async function pauseEverySend(services: ServiceContext): Promise<void> {
  const { campaigns } = localClient(services);
  const { items } = await campaigns.list({ state: 'sending', limit: MOST });
  for (const { id } of items) await campaigns.pause({ id });
}
