import { Button, Group, Paper, Text } from '@mantine/core';
import { IconMailbox } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface SenderStepProps {
  onDone(): void;
  onOwnServer(): void;
}

/** Step four: mail can be sent already, to nobody but this machine. */
export function SenderStep({ onDone, onOwnServer }: SenderStepProps) {
  const { t } = useTranslation('setup');
  return (
    <>
      <Paper withBorder radius="md" p="md">
        <Group wrap="nowrap" align="flex-start" gap="sm">
          <IconMailbox
            size={24}
            stroke={1.5}
            aria-hidden
            color="var(--mantine-color-anchor)"
            style={{ flex: 'none' }}
          />
          <div>
            <Text fw={500}>{t('sender.mailbox')}</Text>
            <Text size="sm" c="dimmed">
              {t('sender.mailbox_text')}
            </Text>
          </div>
        </Group>
      </Paper>
      <Group justify="flex-end">
        <Button variant="default" onClick={onOwnServer}>
          {t('sender.own')}
        </Button>
        <Button onClick={onDone} autoFocus>
          {t('sender.finish')}
        </Button>
      </Group>
    </>
  );
}
