import { create } from 'zustand';
import type { StreamEvent } from '#shared/contract/stream.contract.ts';

export type MetricsEvent = Extract<StreamEvent, { type: 'metrics' }>;

interface Scope {
  version: number;
  values: Record<string, number>;
}

interface Metrics {
  scopes: Record<string, Scope>;
}

/** Values that came over the stream since the last snapshot, newer than what the queries hold. */
export const useMetrics = create<Metrics>(() => ({ scopes: {} }));

/** @returns false when an event was missed, so that a snapshot must be fetched */
export function applyMetrics({ scope, from, to, values }: MetricsEvent): boolean {
  const known = useMetrics.getState().scopes[scope];
  if (known && to <= known.version) return true;
  const fits = known === undefined || known.version === from;
  const next = { version: to, values: fits ? { ...known?.values, ...values } : values };
  useMetrics.setState(({ scopes }) => ({ scopes: { ...scopes, [scope]: next } }));
  return fits;
}

export function forgetMetrics(): void {
  useMetrics.setState({ scopes: {} });
}

const NOTHING: Record<string, number> = {};

/** Lay these over the snapshot: `{ ...snapshot, ...useLiveValues('home') }`. */
export function useLiveValues(scope: string): Record<string, number> {
  return useMetrics(({ scopes }) => scopes[scope]?.values ?? NOTHING);
}
