import { PERMISSIONS, type Permission } from './permission.ts';
import type { Role } from './role.ts';

/** Who asks: a signed-in person, or Herald itself acting for the one who ordered the work. */
export interface Actor {
  user_id: string;
  role: Role;
  active: boolean;
  /** What an API key was given of what its person may do; absent for people. */
  scopes?: readonly Permission[];
}

/** The one permission function. It needs no session, so that a job can ask it as the author of the work. */
export function may(actor: Actor | null, permission: Permission): boolean {
  if (!actor?.active) return false;
  if (actor.scopes && !actor.scopes.includes(permission)) return false;
  const holders: readonly Role[] = PERMISSIONS[permission];
  return holders.includes(actor.role);
}

/** Everything the actor may do, for screens that show only what can be used. */
export function permissionsOf(actor: Actor): Permission[] {
  return (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => may(actor, permission));
}
