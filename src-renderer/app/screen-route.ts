import type { ComponentType, LazyExoticComponent } from 'react';
import type { Permission } from '#renderer/data/session.ts';

/** One address of the console. Parameters come through `useParams()`, filters through `useSearchParams()`. */
export interface ScreenRoute {
  /** wouter pattern: `/contacts/:id` */
  path: string;
  screen: LazyExoticComponent<ComponentType>;
  /** Without it the address leads to "not found" for this person. */
  permission: Permission;
}
