import { useSearchParams } from 'wouter';

/** What is searched for and which message is open, kept in the address. */
export function useMailboxAddress() {
  const [query, setQuery] = useSearchParams();
  const message = Number(query.get('message')) || null;
  const search = query.get('search') ?? '';
  const set = (name: 'message' | 'search', value: string) => {
    if (value) query.set(name, value);
    else query.delete(name);
    setQuery(query, { replace: name === 'search' || message !== null });
  };
  return {
    message,
    search,
    open: (id: number) => set('message', String(id)),
    close: () => set('message', ''),
    find: (text: string) => set('search', text),
  };
}
