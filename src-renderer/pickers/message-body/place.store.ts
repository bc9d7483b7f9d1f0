import { useEffect } from 'react';
import { create } from 'zustand';
import type { TemplatePlace } from '#shared/domain/preflight/template-place.ts';

interface PlaceStore {
  /** Where somebody wants to be led to in the message. A new object each time, also for the same place. */
  place: TemplatePlace | null;
  show(place: TemplatePlace): void;
}

export const usePlace = create<PlaceStore>((set) => ({
  place: null,
  show: (place) => set({ place: { ...place } }),
}));

/** Leads there whenever somebody asks for a place in this part; null: in none. */
export function useLedTo(part: TemplatePlace['part'] | null, go: (place: TemplatePlace) => void): void {
  const place = usePlace((store) => store.place);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new wish leads anywhere.
  useEffect(() => {
    if (place?.part === part) go(place);
  }, [place]);
}
