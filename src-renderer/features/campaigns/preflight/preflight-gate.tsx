import { Alert, Anchor, Checkbox, Stack } from '@mantine/core';
import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Preflight } from '#shared/contract/preflight.contract.ts';
import { FindingList } from './finding-list.tsx';
import { PreflightProgress } from './preflight-progress.tsx';
import { type usePreflight, verdictOf } from './use-preflight.ts';

interface PreflightGateProps {
  id: string;
  preflight: ReturnType<typeof usePreflight>;
  accepted: boolean;
  onAccept(accepted: boolean): void;
  onOpen(): void;
}

/** Before a send: looks by itself, says what stands in its way, and asks about warnings. */
export function PreflightGate({ id, preflight, accepted, onAccept, onOpen }: PreflightGateProps) {
  const { t } = useTranslation('preflight');
  const { data } = preflight.query;
  useLookOnce(preflight, data);
  const verdict = verdictOf(data);
  if (data?.state === 'running') return <PreflightProgress preflight={data} onCancel={preflight.cancel} />;
  if (!data || !verdict || verdict.errors + verdict.warnings === 0) return null;
  const level = verdict.errors > 0 ? 'error' : 'warning';
  const count = level === 'error' ? verdict.errors : verdict.warnings;
  const found = data.findings.filter((finding) => finding.level === level);
  return (
    <Alert
      role="note"
      color={level === 'error' ? 'red' : 'amber'}
      icon={level === 'error' ? <IconCircleX size={18} aria-hidden /> : <IconAlertTriangle size={18} aria-hidden />}
      title={t(`${level}s`, { count })}
    >
      <Stack gap="sm">
        <FindingList id={id} findings={found.slice(0, 3).map((finding) => ({ ...finding, place: null }))} />
        <Anchor component="button" type="button" size="sm" onClick={onOpen} w="fit-content">
          {t('open')}
        </Anchor>
        {level === 'warning' && (
          <Checkbox
            label={t('send_anyway', { count })}
            checked={accepted}
            onChange={(event) => onAccept(event.currentTarget.checked)}
          />
        )}
      </Stack>
    </Alert>
  );
}

/** One look by itself; what a person stops stays stopped. */
function useLookOnce(preflight: ReturnType<typeof usePreflight>, data: Preflight | undefined): void {
  const looked = useRef(false);
  const isDue = data && (data.state === 'never' || data.stale || data.state === 'failed');
  useEffect(() => {
    if (!isDue || looked.current) return;
    looked.current = true;
    preflight.start();
  });
}
