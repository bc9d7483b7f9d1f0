import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconBan,
  IconCopy,
  IconDots,
  IconLink,
  IconPlayerPause,
  IconPlayerPlay,
  IconTemplate,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '#renderer/data/session.ts';
import { LinkBuilder } from '#renderer/pickers/link-builder.tsx';
import type { Campaign } from '#shared/contract/campaign.contract.ts';
import { isAllowed } from '#shared/domain/campaign/campaign-state.ts';
import { canBeTemplate, SaveAsTemplate } from '../save-as-template.tsx';
import { useDuplicate, useRunActions } from '../use-campaign-actions.ts';
import { AfterMenu } from './after-menu.tsx';
import { ExportReport } from './export-report.tsx';

/** What can be done with a campaign in the state it is in: the likely thing as a button, the rest in the menu. */
export function ReportActions({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation(['campaign', 'templates', 'link_tags']);
  const common = useTranslation().t;
  const may = useMay();
  const run = useRunActions(campaign);
  const duplicate = useDuplicate();
  const [saves, setSaves] = useState(false);
  const [builds, setBuilds] = useState(false);
  const { state } = campaign;
  const mayCancel = may('campaign.pause') && isAllowed('cancel', state);
  return (
    <>
      {may('campaign.pause') && isAllowed('pause', state) && (
        <Button loading={run.busy} leftSection={<IconPlayerPause size={18} aria-hidden />} onClick={run.pause}>
          {t('action.pause')}
        </Button>
      )}
      {may('campaign.send') && isAllowed('resume', state) && (
        <Button loading={run.busy} leftSection={<IconPlayerPlay size={18} aria-hidden />} onClick={run.resume}>
          {t('action.resume')}
        </Button>
      )}
      {may('campaign.send') && isAllowed('unschedule', state) && !campaign.hold_until && (
        <Button loading={run.busy} leftSection={<IconArrowBackUp size={18} aria-hidden />} onClick={run.unschedule}>
          {t('action.unschedule')}
        </Button>
      )}
      {mayCancel && (
        <Button variant="default" leftSection={<IconBan size={18} aria-hidden />} onClick={run.cancel}>
          {t('action.cancel')}
        </Button>
      )}
      {may('report.read') && campaign.started_at && <ExportReport campaign={campaign} />}
      {may('campaign.write') && (
        <Menu>
          <Menu.Target>
            <ActionIcon aria-label={common('more_actions')}>
              <IconDots size={18} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => duplicate(campaign.id)}>
              {t('action.duplicate')}
            </Menu.Item>
            {may('template.write') && canBeTemplate(campaign) && (
              <Menu.Item leftSection={<IconTemplate size={16} aria-hidden />} onClick={() => setSaves(true)}>
                {t('templates:from_campaign')}
              </Menu.Item>
            )}
            {campaign.channel === 'email' && (
              <Menu.Item leftSection={<IconLink size={16} aria-hidden />} onClick={() => setBuilds(true)}>
                {t('link_tags:builder.open')}
              </Menu.Item>
            )}
            <AfterMenu campaign={campaign} />
          </Menu.Dropdown>
        </Menu>
      )}
      <LinkBuilder campaign={campaign} opened={builds} onClose={() => setBuilds(false)} />
      <SaveAsTemplate campaign={campaign} opened={saves} onClose={() => setSaves(false)} />
    </>
  );
}
