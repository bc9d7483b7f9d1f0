import { localStorageColorSchemeManager } from '@mantine/core';

export const colorSchemeManager = localStorageColorSchemeManager({ key: 'herald.color-scheme' });

/** Before the first paint, since a content security policy without inline scripts leaves no earlier place. */
export function applyStoredColorScheme(): void {
  const stored = colorSchemeManager.get('auto');
  const dark = stored === 'dark' || (stored === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
}
