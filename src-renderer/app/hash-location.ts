import { useSyncExternalStore } from 'react';
import type { BaseLocationHook } from 'wouter';

/**
 * The console's address lives behind the `#`, path and query both (`#/contacts?search=ann`): it works alike under
 * http://, app:// and behind any prefix, and one-time tokens in it never reach a server log.
 */

interface NavigateOptions {
  replace?: boolean;
  state?: unknown;
}

function navigate(to: string, { replace = false, state = null }: NavigateOptions = {}): void {
  const oldURL = location.href;
  const target = `#${to.startsWith('/') ? to : `/${to}`}`;
  if (target === location.hash) return;
  history[replace ? 'replaceState' : 'pushState'](state, '', target);
  dispatchEvent(new HashChangeEvent('hashchange', { oldURL, newURL: location.href }));
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  addEventListener('popstate', listener);
  return () => {
    removeEventListener('hashchange', listener);
    removeEventListener('popstate', listener);
  };
}

const address = () => location.hash.replace(/^#?\/?/, '/');
const pathOf = () => address().split('?', 1)[0] ?? '/';
const queryOf = () => address().split('?').slice(1).join('?');

export const useHashSearch = () => useSyncExternalStore(subscribe, queryOf);

export const useHashLocation: BaseLocationHook = Object.assign(
  (): [string, typeof navigate] => [useSyncExternalStore(subscribe, pathOf), navigate],
  { searchHook: useHashSearch, hrefs: (href: string) => `#${href}` },
);
