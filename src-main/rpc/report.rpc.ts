import { os } from './implement.ts';

export const reportsRpc = {
  home: os.reports.home.handler(({ context: { services } }) =>
    services.reads.run('reports.home', { now: services.clock.now() }),
  ),
};
