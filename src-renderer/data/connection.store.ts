import { create } from 'zustand';

export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'stale';

interface Connection {
  state: ConnectionState;
  /** When the stream last gave a sign of life; what is on the screen was true then. */
  last_seen_at: number | null;
}

export const useConnection = create<Connection>(() => ({ state: 'connecting', last_seen_at: null }));
