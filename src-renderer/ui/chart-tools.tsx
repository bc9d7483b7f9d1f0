import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconChartLine, IconDownload, IconTable } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './time-chart.module.css';
import { useFormat } from './use-format.tsx';

interface ChartToolsProps {
  asTable: boolean;
  onToggle(): void;
  onPng(): void;
  onCsv(): void;
}

export function ChartTools({ asTable, onToggle, onPng, onCsv }: ChartToolsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const toggle = asTable ? t('chart.as_chart') : t('chart.as_table');
  return (
    <div className={classes.tools}>
      <span>{t('chart.zone', { zone: format.zone() })}</span>
      <Tooltip label={toggle}>
        <ActionIcon aria-label={toggle} onClick={onToggle}>
          {asTable ? <IconChartLine size={18} aria-hidden /> : <IconTable size={18} aria-hidden />}
        </ActionIcon>
      </Tooltip>
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={t('chart.export')}>
            <IconDownload size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onPng} disabled={asTable}>
            {t('chart.export_png')}
          </Menu.Item>
          <Menu.Item onClick={onCsv}>{t('chart.export_csv')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
