import { Divider, Group, Loader, Popover, ScrollArea, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Work } from '#shared/contract/work.contract.ts';
import { HOUR } from '#shared/kernel/instant.ts';
import { isUnderWay, useWork } from './use-work.ts';
import classes from './work.module.css';
import { WorkRow } from './work-row.tsx';

/** Long work, whatever screen one is on: nothing is here while nothing goes on. */
export function WorkSign() {
  const { t } = useTranslation('work');
  const [opened, setOpened] = useState(false);
  const works = useWork().filter(isOfNow);
  const running = works.filter(isUnderWay);
  if (works.length === 0) return null;
  const label = running.length > 0 ? t('going_on', { count: running.length }) : t('ended');
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={400} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <UnstyledButton
          className={classes.sign}
          aria-expanded={opened}
          aria-label={label}
          title={label}
          onClick={() => setOpened(!opened)}
        >
          {running.length > 0 ? (
            <Group gap={8} wrap="nowrap">
              <Loader size={14} aria-hidden />
              <Text size="sm">{label}</Text>
            </Group>
          ) : (
            <IconChecklist size={18} stroke={1.6} aria-hidden />
          )}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('title')} p="md">
        <ScrollArea.Autosize mah={420} type="auto">
          <Stack gap="sm">
            {works.map((work, at) => (
              <Fragment key={`${work.kind}:${work.id}`}>
                {at > 0 && <Divider />}
                <WorkRow work={work} onLeave={() => setOpened(false)} />
              </Fragment>
            ))}
          </Stack>
        </ScrollArea.Autosize>
        {running.length > 0 && (
          <Text size="xs" c="dimmed" mt="sm">
            {t('goes_on')}
          </Text>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

/** What has ended stays for an hour. */
function isOfNow(work: Work): boolean {
  return isUnderWay(work) || (work.finished_at !== null && Date.parse(work.finished_at) > Date.now() - HOUR);
}
