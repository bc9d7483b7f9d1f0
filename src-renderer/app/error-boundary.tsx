import { Button, Center, Stack, Text } from '@mantine/core';
import { IconMoodConfuzed } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';
import { Translation } from 'react-i18next';

interface State {
  failed: boolean;
}

/** A screen that breaks leaves the frame standing. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Translation ns="frame">
        {(t) => (
          <Center mih={320} role="alert">
            <Stack align="center" maw={440}>
              <IconMoodConfuzed size={48} stroke={1} aria-hidden color="var(--mantine-color-dimmed)" />
              <Text ta="center">{t('broken')}</Text>
              <Button variant="default" onClick={() => location.reload()}>
                {t('reload')}
              </Button>
            </Stack>
          </Center>
        )}
      </Translation>
    );
  }
}
