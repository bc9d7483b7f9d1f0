import { createRouterClient } from '@orpc/server';
import type { HeraldClient } from '#main/app/local-client.ts';
import { router } from '#main/rpc/router.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import type { Role } from '#shared/domain/role.ts';

const USER = '0190a000-0000-7000-8000-000000000001';

/** Calls the contract of a running Herald as somebody with this role. */
export function clientOf(services: ServiceContext, role: Role = 'admin'): HeraldClient {
  return createRouterClient(router, {
    context: () => ({
      services,
      caller: { user_id: USER, role, active: true, name: 'Ada', session_id: null },
      transport: 'cli' as const,
      ip: '',
      device: 'test',
      session: { keep: () => {}, forget: () => {} },
    }),
  });
}
