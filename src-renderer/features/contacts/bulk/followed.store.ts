import { create } from 'zustand';

interface Followed {
  ids: readonly string[];
  follow(id: string): void;
  leave(id: string): void;
}

/** Changes of many that were ordered in this window and whose end has not been told yet. */
export const useFollowed = create<Followed>((set) => ({
  ids: [],
  follow: (id) => set(({ ids }) => ({ ids: ids.includes(id) ? ids : [...ids, id] })),
  leave: (id) => set(({ ids }) => ({ ids: ids.filter((one) => one !== id) })),
}));
