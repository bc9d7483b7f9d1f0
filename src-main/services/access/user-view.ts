import type { UserRow } from '#main/repositories/access/user.repo.ts';
import type { Role } from '#shared/domain/role.ts';

export interface UserView {
  id: string;
  name: string;
  email: string;
  role: Role;
  active: boolean;
  invited: boolean;
  created_at: string;
  last_seen_at: string | null;
  revision: number;
}

export function viewOfUser(row: UserRow): UserView {
  const { id, name, email, role, active, created_at, last_seen_at, revision } = row;
  return { id, name, email, role, active, invited: last_seen_at === null, created_at, last_seen_at, revision };
}
