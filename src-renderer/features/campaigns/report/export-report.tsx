import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload, IconFileSpreadsheet, IconFileTypeCsv, IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { saveFile } from '#renderer/ui/save-file.ts';
import { toast } from '#renderer/ui/toast.tsx';
import type { Campaign } from '#shared/contract/campaign.contract.ts';
import type { ExportFormat } from '#shared/domain/export-format.ts';

const SIGNS = { xlsx: IconFileSpreadsheet, csv: IconFileTypeCsv };

/** Takes the report away: its numbers as a file, or the overview as a document. */
export function ExportReport({ campaign: { id, name } }: { campaign: Pick<Campaign, 'id' | 'name'> }) {
  const { t } = useTranslation('campaign');
  const [query] = useSearchParams();
  const download = useMutation(
    api.reports.exportCampaign.mutationOptions({
      onSuccess: (file, { format }) => saveFile(`${name} - ${t('export_report.file')}.${format}`, file),
      onError: toast.failed,
    }),
  );
  const isOverview = (query.get('tab') ?? 'overview') === 'overview';
  const item = (format: ExportFormat) => {
    const Sign = SIGNS[format];
    return (
      <Menu.Item leftSection={<Sign size={16} aria-hidden />} onClick={() => download.mutate({ id, format })}>
        {t(`export_report.${format}`)}
      </Menu.Item>
    );
  };
  return (
    <Menu>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden />}
          rightSection={<IconChevronDown size={16} aria-hidden />}
          loading={download.isPending}
        >
          {t('export_report.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {item('xlsx')}
        {item('csv')}
        {isOverview && (
          <Menu.Item leftSection={<IconPrinter size={16} aria-hidden />} onClick={printSoon}>
            {t('export_report.print')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Once the menu is gone. */
function printSoon(): void {
  setTimeout(() => window.print(), 200);
}
