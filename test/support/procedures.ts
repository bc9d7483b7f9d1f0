import { isContractProcedure } from '@orpc/contract';
import type { ProcedureMeta } from '#shared/contract/procedure.ts';
import { contract } from '#shared/contract/router.ts';

export interface ListedProcedure {
  /** `campaigns.send` */
  name: string;
  permission: ProcedureMeta['permission'];
  method: string;
  path: string;
  has_input: boolean;
}

/** Everything the contract offers. */
export function everyProcedure(): ListedProcedure[] {
  return proceduresOf(contract, []);
}

function proceduresOf(part: unknown, path: string[]): ListedProcedure[] {
  if (isContractProcedure(part)) {
    const { meta, route, inputSchema } = part['~orpc'];
    const { permission } = meta as ProcedureMeta;
    return [
      {
        name: path.join('.'),
        permission,
        method: route.method ?? 'POST',
        path: route.path ?? '',
        has_input: inputSchema !== undefined,
      },
    ];
  }
  return Object.entries(part as object).flatMap(([key, inner]) => proceduresOf(inner, [...path, key]));
}
