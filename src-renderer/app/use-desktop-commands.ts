import { spotlight } from '@mantine/spotlight';
import { useEffect } from 'react';
import { useLocation } from 'wouter';

/** Follows the menu, the tray and deep links of the desktop. */
export function useDesktopCommands(): void {
  const [, navigate] = useLocation();
  useEffect(
    () =>
      window.herald?.onCommand((command) => {
        if (command.type === 'palette') spotlight.open();
        else navigate(command.path);
      }),
    [navigate],
  );
}
