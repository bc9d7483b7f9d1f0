import { Button, Group, Skeleton, Stack } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '#renderer/data/session.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { ApprovalHistory } from './approval-history.tsx';
import { ApprovalState } from './approval-state.tsx';
import { AskDialog } from './ask-dialog.tsx';
import { useApproval } from './use-approval.ts';
import { WordDialog } from './word-dialog.tsx';

interface ApprovalPanelProps {
  id: string;
  /** It has not begun, so that there is something to ask and to answer. */
  open: boolean;
  revisionToAsk(): Promise<number | null>;
}

/** Where the approval stands, what one may do about it, and who has said what. */
export function ApprovalPanel({ id, open, revisionToAsk }: ApprovalPanelProps) {
  const { t } = useTranslation('approval');
  const may = useMay();
  const { query, busy, withdraw, approve, requestChanges } = useApproval(id);
  const [dialog, setDialog] = useState<'ask' | 'changes' | null>(null);
  const { data, error, refetch } = query;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton m="md" height={120} />;
  const { state, changed, own_work } = data;
  const isWaiting = state === 'requested' && changed.length === 0;
  const isGiven = state === 'approved' && changed.length === 0;
  const close = () => setDialog(null);
  return (
    <Stack gap="md">
      {open && <ApprovalState approval={data} />}
      {open && (
        <Group gap="xs">
          {isWaiting && may('campaign.approve') && !own_work && (
            <>
              <Button size="xs" loading={busy} leftSection={<IconCheck size={16} aria-hidden />} onClick={approve}>
                {t('approve')}
              </Button>
              <Button size="xs" variant="default" disabled={busy} onClick={() => setDialog('changes')}>
                {t('changes')}
              </Button>
            </>
          )}
          {!isWaiting && !isGiven && may('campaign.send') && (
            <Button size="xs" variant="default" loading={busy} onClick={() => setDialog('ask')}>
              {t(state === 'none' ? 'ask' : 'ask_again')}
            </Button>
          )}
          {isWaiting && own_work && may('campaign.send') && (
            <Button size="xs" variant="default" loading={busy} onClick={withdraw}>
              {t('withdraw')}
            </Button>
          )}
        </Group>
      )}
      <ApprovalHistory history={data.history} />
      <AskDialog id={id} opened={dialog === 'ask'} onClose={close} revisionToAsk={revisionToAsk} />
      <WordDialog
        title={t('changes_title')}
        text={t('changes_text')}
        label={t('changes_word')}
        action={t('changes')}
        required
        busy={busy}
        opened={dialog === 'changes'}
        onClose={close}
        onSay={(word) => requestChanges(word, close)}
      />
    </Stack>
  );
}
