import { Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface LinkDialogProps {
  name: string;
  url: string;
  onClose(): void;
}

/** The one time that this link can be seen: only its hash is kept. */
export function LinkDialog({ name, url, onClose }: LinkDialogProps) {
  const { t } = useTranslation(['settings', 'common']);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('people.link_title', { name })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack gap="md">
        <Text>{t('people.link_text')}</Text>
        <Group gap="xs" wrap="nowrap">
          <TextInput
            aria-label={t('people.link')}
            value={url}
            readOnly
            flex={1}
            ff="monospace"
            onFocus={(event) => event.currentTarget.select()}
          />
          <CopyButton value={url}>
            {({ copied, copy }) => (
              <Button
                data-autofocus
                leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
                onClick={copy}
              >
                {copied ? t('common:copied') : t('common:copy')}
              </Button>
            )}
          </CopyButton>
        </Group>
      </Stack>
    </Modal>
  );
}
