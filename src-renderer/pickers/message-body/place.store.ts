import { useEffect } from 'react';
import { create } from 'zustand';
import type { TemplatePlace } from '#shared/domain/preflight/template-place.ts';

interface PlaceStore {
  /** Where somebody wants to be led to in the message, until they are there. */
  place: TemplatePlace | null;
  show(place: TemplatePlace): void;
  /** Somebody was led there. */
  arrived(): void;
}

export const usePlace = create<PlaceStore>((set) => ({
  place: null,
  show: (place) => set({ place: { ...place } }),
  arrived: () => set({ place: null }),
}));

/** Leads there whenever somebody asks for a place in this part; null: in none. */
export function useLedTo(part: TemplatePlace['part'] | null, go: (place: TemplatePlace) => void): void {
  const { place, arrived } = usePlace();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new wish leads anywhere.
  useEffect(() => {
    if (place === null || place.part !== part) return;
    go(place);
    arrived();
  }, [place]);
}
