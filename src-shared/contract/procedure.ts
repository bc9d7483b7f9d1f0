import { oc } from '@orpc/contract';
import * as z from 'zod';
import type { Permission } from '#shared/domain/permission.ts';
import { ERROR_STATUS, type ErrorCode } from '#shared/kernel/error-codes.ts';
import './plain-words.ts';

/** What each procedure says of itself besides its shapes. */
export interface ProcedureMeta {
  /** The permission that the caller must hold; `public` needs nobody signed in. */
  permission: Permission | 'public';
}

/** A refusal on the wire: the plain sentence is the error's message. */
export const RefusalData = z.looseObject({
  field: z.string().optional(),
  hint: z.string().optional(),
});
export type RefusalData = z.infer<typeof RefusalData>;

type RefusalMap = { [Code in ErrorCode]: { status: number; data: z.ZodOptional<typeof RefusalData> } };

const refusals = Object.fromEntries(
  Object.entries(ERROR_STATUS).map(([code, status]) => [code, { status, data: RefusalData.optional() }]),
) as RefusalMap;

const base = oc.$meta<ProcedureMeta>({ permission: 'public' }).errors(refusals);

/** A procedure for those who hold `permission`. */
export function needs(permission: Permission) {
  return base.meta({ permission });
}

/** A procedure that anybody may call. */
export const open = base;
