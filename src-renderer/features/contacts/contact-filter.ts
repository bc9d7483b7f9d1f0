import type { ContactFilter as Question } from '#shared/contract/contact.contract.ts';
import {
  CONTACT_STATUSES,
  type ContactStatus,
  MEMBER_STATES,
  type MemberState,
} from '#shared/domain/contact-status.ts';

export const SORTS = ['newest', 'oldest', 'email', 'name', 'engagement'] as const;
export type Sort = (typeof SORTS)[number];

/** Which contacts are looked at, as the address bar has it. */
export interface ContactFilter {
  search: string | undefined;
  list_id: string | undefined;
  list_state: MemberState | undefined;
  status: ContactStatus | undefined;
  tag_id: string | undefined;
  import_id: string | undefined;
  import_part: 'created' | 'changed' | undefined;
  segment_id: string | undefined;
  /** A rule that is not saved. */
  segment: string | undefined;
  sort: Sort;
  /** The saved view it began with; `all` for none although there is one that is shown first. */
  view: string | undefined;
  /** Columns in their order, where they are not those of the view. */
  columns: string[] | undefined;
}

export const NO_FILTER: Omit<ContactFilter, 'sort' | 'view' | 'columns'> = {
  search: undefined,
  list_id: undefined,
  list_state: undefined,
  status: undefined,
  tag_id: undefined,
  import_id: undefined,
  import_part: undefined,
  segment_id: undefined,
  segment: undefined,
};

/** In place of a view: nobody is filtered out. */
export const EVERYBODY = 'all';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What an address can't mean is left out of it. */
export function readFilter(params: URLSearchParams): ContactFilter {
  const list_id = idOf(params.get('list'));
  const import_id = idOf(params.get('import'));
  return {
    search: params.get('search')?.trim() || undefined,
    list_id,
    list_state: list_id ? oneOf(MEMBER_STATES, params.get('state')) : undefined,
    status: oneOf(CONTACT_STATUSES, params.get('status')),
    tag_id: idOf(params.get('tag')),
    import_id,
    import_part: import_id && params.has('changed') ? 'changed' : undefined,
    segment_id: idOf(params.get('segment')),
    segment: params.get('rule')?.trim() || undefined,
    sort: oneOf(SORTS, params.get('sort')) ?? 'newest',
    view: params.get('view') === EVERYBODY ? EVERYBODY : idOf(params.get('view')),
    columns: params.get('columns')?.split(',').filter(Boolean),
  };
}

export function writeFilter(filter: ContactFilter): URLSearchParams {
  const { search, list_id, list_state, status, tag_id, segment_id, segment, sort, view, columns } = filter;
  const { import_id, import_part } = filter;
  const entries = {
    search,
    list: list_id,
    state: list_id && list_state,
    status,
    tag: tag_id,
    import: import_id,
    changed: import_part === 'changed' ? '1' : undefined,
    segment: segment_id,
    rule: segment,
    sort: sort === 'newest' ? undefined : sort,
    view,
    columns: columns?.join(','),
  };
  return new URLSearchParams(Object.entries(entries).filter((entry): entry is [string, string] => Boolean(entry[1])));
}

export function isFiltered(filter: ContactFilter): boolean {
  const { search, list_id, status, tag_id, import_id, segment_id, segment } = filter;
  return Boolean(search || list_id || status || tag_id || import_id || segment_id || segment);
}

/** The same without the sort: what is asked for. */
export function questionOf({ sort: _sort, view: _view, columns: _columns, ...question }: ContactFilter): Question {
  return question;
}

function idOf(text: string | null): string | undefined {
  return text && UUID.test(text) ? text : undefined;
}

function oneOf<Value extends string>(known: readonly Value[], text: string | null): Value | undefined {
  return known.find((value) => value === text);
}
