import {
  CONTACT_STATUSES,
  type ContactStatus,
  MEMBER_STATES,
  type MemberState,
} from '#shared/domain/contact-status.ts';

export const SORTS = ['newest', 'oldest', 'email', 'name'] as const;
export type Sort = (typeof SORTS)[number];

/** Which contacts are looked at, as the address bar has it. */
export interface ContactFilter {
  search: string | undefined;
  list_id: string | undefined;
  list_state: MemberState | undefined;
  status: ContactStatus | undefined;
  sort: Sort;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What an address can't mean is left out of it. */
export function readFilter(params: URLSearchParams): ContactFilter {
  const list = params.get('list');
  const list_id = list && UUID.test(list) ? list : undefined;
  return {
    search: params.get('search')?.trim() || undefined,
    list_id,
    list_state: list_id ? oneOf(MEMBER_STATES, params.get('state')) : undefined,
    status: oneOf(CONTACT_STATUSES, params.get('status')),
    sort: oneOf(SORTS, params.get('sort')) ?? 'newest',
  };
}

export function writeFilter({ search, list_id, list_state, status, sort }: ContactFilter): URLSearchParams {
  const entries = {
    search,
    list: list_id,
    state: list_id && list_state,
    status,
    sort: sort === 'newest' ? undefined : sort,
  };
  return new URLSearchParams(Object.entries(entries).filter((entry): entry is [string, string] => Boolean(entry[1])));
}

export function isFiltered({ search, list_id, status }: ContactFilter): boolean {
  return Boolean(search || list_id || status);
}

function oneOf<Value extends string>(known: readonly Value[], text: string | null): Value | undefined {
  return known.find((value) => value === text);
}
