import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { saveFile } from '#renderer/ui/save-file.ts';
import { toast } from '#renderer/ui/toast.tsx';
import type { Campaign } from '#shared/contract/campaign.contract.ts';

/** Takes the numbers of the report away as a file. */
export function ExportReport({ campaign: { id, name } }: { campaign: Pick<Campaign, 'id' | 'name'> }) {
  const { t } = useTranslation('campaign');
  const download = useMutation(
    api.reports.exportCampaign.mutationOptions({
      onSuccess: (file) => saveFile(`${name} - ${t('export_report')}.csv`, file),
      onError: toast.failed,
    }),
  );
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={18} aria-hidden />}
      loading={download.isPending}
      onClick={() => download.mutate({ id })}
    >
      {t('export_report')}
    </Button>
  );
}
