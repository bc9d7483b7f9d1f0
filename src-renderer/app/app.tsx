import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { Router } from 'wouter';
import { queryClient } from '#renderer/data/query-client.ts';
import { colorSchemeManager } from '#renderer/ui/color-scheme.ts';
import { cssVariablesResolver, theme } from '#renderer/ui/theme.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { Gate } from './gate.tsx';
import { useHashLocation } from './hash-location.ts';

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <Router hook={useHashLocation}>
          <ModalsProvider>
            <Notifications position="bottom-right" autoClose={5_000} />
            <ErrorBoundary>
              <Gate />
            </ErrorBoundary>
          </ModalsProvider>
        </Router>
      </QueryClientProvider>
    </MantineProvider>
  );
}
