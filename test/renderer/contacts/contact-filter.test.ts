import { describe, expect, it } from 'vitest';
import { isFiltered, readFilter, writeFilter } from '#renderer/features/contacts/contact-filter.ts';

const LIST = '018f0000-0000-7000-8000-000000000001';
const read = (query: string) => readFilter(new URLSearchParams(query));

describe('the filter in the address bar', () => {
  it('comes back as it went in', () => {
    const query = `search=ann+abel&list=${LIST}&state=subscribed&status=bounced&sort=name`;
    expect(writeFilter(read(query)).toString()).toBe(query);
  });

  it('says nothing about what is usual', () => {
    expect(writeFilter(read('')).toString()).toBe('');
    expect(read('')).toMatchObject({ sort: 'newest', search: undefined });
  });

  it('leaves out what cannot be meant', () => {
    const filter = read('list=everybody&state=subscribed&status=rich&sort=random&search=%20');
    expect(filter).toEqual({
      search: undefined,
      list_id: undefined,
      list_state: undefined,
      status: undefined,
      sort: 'newest',
    });
  });

  it('drops the state on a list together with the list', () => {
    expect(writeFilter({ ...read(`list=${LIST}&state=unsubscribed`), list_id: undefined }).toString()).toBe('');
  });

  it('does not count sorting as a filter', () => {
    expect(isFiltered(read('sort=name'))).toBe(false);
    expect(isFiltered(read('status=blocked'))).toBe(true);
  });
});
