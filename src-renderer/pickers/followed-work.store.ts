import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface Followed {
  /** Long work whose end this reader has not been told yet, and since when. */
  since: Readonly<Record<string, number>>;
  follow(id: string): void;
  leave(id: string): void;
}

const KEY = 'herald.followed-work';

/** Outlives the window: what ends while it is closed is told when it is open again. */
export const useFollowed = create<Followed>()(
  persist(
    (set) => ({
      since: {},
      follow: (id) => set(({ since }) => (id in since ? { since } : { since: { ...since, [id]: Date.now() } })),
      leave: (id) => set(({ since: { [id]: _told, ...since } }) => ({ since })),
    }),
    { name: KEY, partialize: ({ since }) => ({ since }) },
  ),
);

// Another window may have told it meanwhile.
addEventListener('storage', ({ key }) => {
  if (key === KEY) void useFollowed.persist.rehydrate();
});
