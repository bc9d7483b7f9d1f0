import { ActionIcon, Alert, Button, Group, Menu, Paper, Text } from '@mantine/core';
import {
  IconBell,
  IconCloudUp,
  IconDeviceMobileMessage,
  IconDots,
  IconMailbox,
  IconMessages,
  IconPlayerPause,
  IconServer,
  IconStar,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StatusPill } from '#renderer/ui/status-pill.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Sender } from '#shared/contract/sender.contract.ts';
import type { Channel } from '#shared/domain/channel/channel.ts';
import { describeProvider } from '#shared/domain/channel/provider-catalog.ts';
import { allowanceOn, type WarmUp, warmUpDay } from '#shared/domain/channel/warm-up.ts';
import { dayInZone } from '#shared/domain/day-in-zone.ts';
import { limitsInWords } from './limits-in-words.ts';
import { useSenderActions } from './use-sender-actions.ts';
import { WarmUpToday } from './warm-up-today.tsx';

const SIGNS: Record<Channel, typeof IconServer> = {
  email: IconCloudUp,
  sms: IconDeviceMobileMessage,
  push: IconBell,
  chat: IconMessages,
};

interface SenderCardProps {
  sender: Sender;
  writes: boolean;
  onOpen(what: 'edit' | 'test'): void;
}

export function SenderCard({ sender, writes, onOpen }: SenderCardProps) {
  const { t } = useTranslation(['settings', 'providers']);
  const format = useFormat();
  const actions = useSenderActions(sender);
  const { channel, server, built_in } = describeProvider(sender.provider);
  const Sign = built_in ? IconMailbox : server ? IconServer : SIGNS[channel];
  const place =
    server && !built_in
      ? `${sender.host}:${sender.port} · ${t(`sender.security_${sender.security}`)}`
      : t(`providers:name.${sender.provider}`);
  return (
    <Paper component="article" withBorder radius="md" p="md" aria-label={sender.name}>
      <Group wrap="nowrap" align="flex-start" gap="sm">
        <Sign size={22} stroke={1.5} aria-hidden color="var(--mantine-color-dimmed)" style={{ flex: 'none' }} />
        <div style={{ flex: 1, minWidth: 0 }}>
          <Group gap="xs">
            <Text fw={500}>{sender.name}</Text>
            {sender.is_default && channel !== 'chat' && (
              <StatusPill tone="accent" icon={IconStar} label={t('sender.default')} />
            )}
            {sender.paused_at && <StatusPill tone="warning" icon={IconPlayerPause} label={t('sender.paused')} />}
          </Group>
          {sender.from_email !== '' && (
            <Text size="sm" c="dimmed" truncate>
              {sender.from_name ? `${sender.from_name} <${sender.from_email}>` : sender.from_email}
            </Text>
          )}
          <Text size="sm" c="dimmed">
            {place} · {limitsInWords(sender.rate, t, format.number)}
          </Text>
          {sender.warm_up && <WarmsUp sender={sender} warmUp={sender.warm_up} />}
        </div>
        {writes && (
          <Group gap={4} wrap="nowrap">
            <Button variant="default" size="xs" onClick={() => onOpen('test')}>
              {t('sender.test')}
            </Button>
            <Button variant="default" size="xs" onClick={() => onOpen('edit')}>
              {t('sender.edit')}
            </Button>
            <Menu>
              <Menu.Target>
                <ActionIcon aria-label={t('sender.more', { name: sender.name })}>
                  <IconDots size={18} aria-hidden />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                {channel !== 'chat' && (
                  <Menu.Item disabled={sender.is_default} onClick={actions.makeDefault}>
                    {t('sender.make_default')}
                  </Menu.Item>
                )}
                <Menu.Item onClick={sender.paused_at ? actions.resume : actions.pause}>
                  {sender.paused_at ? t('sender.resume') : t('sender.pause')}
                </Menu.Item>
                {!built_in && (
                  <>
                    <Menu.Divider />
                    <Menu.Item color="red" onClick={actions.remove}>
                      {t('sender.delete')}
                    </Menu.Item>
                  </>
                )}
              </Menu.Dropdown>
            </Menu>
          </Group>
        )}
      </Group>
      {sender.paused_at && (
        <Alert color="amber" mt="sm" title={t('sender.paused_since', { at: format.instant(sender.paused_at) })}>
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm">{sender.paused_reason}</Text>
            {writes && (
              <Button size="xs" variant="default" onClick={actions.resume}>
                {t('sender.resume')}
              </Button>
            )}
          </Group>
        </Alert>
      )}
    </Paper>
  );
}

function WarmsUp({ sender, warmUp }: { sender: Sender; warmUp: WarmUp }) {
  const { timezone } = useFormat();
  const day = warmUpDay(warmUp, dayInZone(Date.now(), timezone));
  return <WarmUpToday day={day} allowance={allowanceOn(warmUp, day)} used={sender.sent_last_day} />;
}
