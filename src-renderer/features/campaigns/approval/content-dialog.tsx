import { Box, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { MessageView } from '#renderer/pickers/message-view.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';

interface ContentDialogProps {
  /** Null: nothing is shown. */
  approval_id: string | null;
  onClose(): void;
}

/** The message as it was when somebody asked about it. */
export function ContentDialog({ approval_id, onClose }: ContentDialogProps) {
  const { t } = useTranslation(['approval', 'common']);
  const close = { 'aria-label': t('common:close') };
  return (
    <Modal
      opened={approval_id !== null}
      onClose={onClose}
      title={t('content_title')}
      size="xl"
      closeButtonProps={close}
    >
      {approval_id && <Content id={approval_id} />}
    </Modal>
  );
}

function Content({ id }: { id: string }) {
  const content = useQuery(api.approvals.content.queryOptions({ input: { id } }));
  const { data } = content;
  const { campaign_id = '', sender, audience: _audience, ...draft } = data ?? {};
  const preview = useQuery(
    api.campaigns.preview.queryOptions({ input: { id: campaign_id, draft }, enabled: data !== undefined }),
  );
  const error = content.error ?? preview.error;
  if (error) return <ErrorState error={error} onRetry={() => void content.refetch()} />;
  if (!preview.data) return <LoadingRows />;
  const { html, push, sms } = preview.data;
  return (
    <Stack gap="xs">
      {sender && (
        <Text size="sm" c="dimmed">
          {sender.from_name} {sender.from_email && `<${sender.from_email}>`}
        </Text>
      )}
      {push || sms || !html ? (
        <>
          {push && <Text fw={600}>{push.title}</Text>}
          <Text style={{ whiteSpace: 'pre-wrap' }}>{push?.text ?? preview.data.text}</Text>
        </>
      ) : (
        <Box h="60vh">
          <MessageView message={preview.data} />
        </Box>
      )}
    </Stack>
  );
}
