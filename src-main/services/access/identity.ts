import type { Actor } from '#shared/domain/may.ts';

/** Somebody signed in, as far as Herald itself found out. */
export interface Identity extends Actor {
  name: string;
  session_id: string | null;
  /** Public id of the API key, where a program asks. */
  api_key_id?: string;
}
