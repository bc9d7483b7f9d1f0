import { HeraldError } from '#shared/kernel/herald-error.ts';

/** Why a listener did not come up, as a sentence for the person who started Herald. */
export function listenRefusal(
  error: unknown,
  { host, port, flag }: { host: string; port: number; flag: 'port' | 'tracking-port' },
): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new HeraldError('CONFLICT', `Port ${port} on ${host} is in use by another program.`, {
      field: flag,
      hint: `Choose another one with --${flag}, or stop the other program.`,
    });
  }
  if (code === 'EACCES') {
    return new HeraldError('INVALID_INPUT', `This user may not listen on port ${port}.`, {
      field: flag,
      hint: `Choose a port above 1023 with --${flag}.`,
    });
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new HeraldError('INVALID_INPUT', `This machine has no address ${host}.`, {
      field: flag.replace('port', 'host'),
      hint: 'Use 127.0.0.1, 0.0.0.0 or an address of this machine.',
    });
  }
  return error;
}
