import '@fontsource-variable/inter/standard.css';
import '@mantine/core/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import '#renderer/ui/tokens.css';
import '#renderer/ui/print.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '#renderer/app/app.tsx';
import { startLanguage } from '#renderer/app/i18n.ts';
import { applyStoredColorScheme } from '#renderer/ui/color-scheme.ts';
import { printInLight } from '#renderer/ui/printing.ts';

applyStoredColorScheme();
printInLight();
await startLanguage();

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
