import { session } from 'electron';
import { isOfApp } from './app-protocol.ts';

const GRANTED = ['clipboard-sanitized-write', 'notifications'];

/** The console gets two permissions; no other page gets any, and no page gets a device. */
export function guardSession(): void {
  const current = session.defaultSession;
  current.setPermissionRequestHandler((_contents, permission, decide, { requestingUrl }) =>
    decide(isGranted(permission, requestingUrl)),
  );
  current.setPermissionCheckHandler((_contents, permission, origin) => isGranted(permission, origin));
  current.setDevicePermissionHandler(() => false);
}

function isGranted(permission: string, url: string): boolean {
  return GRANTED.includes(permission) && isOfApp(url);
}
