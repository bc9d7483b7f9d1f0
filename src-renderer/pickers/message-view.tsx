import { Box, SegmentedControl, Skeleton, Text } from '@mantine/core';
import { IconDeviceDesktop, IconDeviceMobile, IconFileText, IconMoon } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MailFrame } from '#renderer/ui/mail-frame.tsx';
import classes from './message-view.module.css';

export const LOOKS = ['desktop', 'mobile', 'dark', 'text'] as const;
export type MessageLook = (typeof LOOKS)[number];

const ICONS = { desktop: IconDeviceDesktop, mobile: IconDeviceMobile, dark: IconMoon, text: IconFileText };
const WIDTHS = { desktop: 680, mobile: 375, dark: 680 };

/** On a computer, on a phone, on a dark screen, or as text. */
export function LookSwitch({ look, onLook }: { look: MessageLook; onLook(look: MessageLook): void }) {
  const { t } = useTranslation('campaign');
  return (
    <SegmentedControl
      ml="auto"
      size="xs"
      aria-label={t('preview.look')}
      value={look}
      onChange={(value) => onLook(value as MessageLook)}
      data={LOOKS.map((value) => {
        const Sign = ICONS[value];
        const label = t(`preview.${value}`);
        return {
          value,
          label: <Sign size={16} role="img" aria-label={label} title={label} style={{ display: 'block' }} />,
        };
      })}
    />
  );
}

/** A rendered mail in one of its looks, in a frame in which nothing runs. */
export function MessageSheet({ html, text, look }: { html: string; text: string; look: MessageLook }) {
  const { t } = useTranslation('campaign');
  if (look === 'text') {
    return (
      <Box component="pre" className={classes.text} tabIndex={0}>
        {text}
      </Box>
    );
  }
  return (
    <div className={classes.sheet}>
      <MailFrame html={html} title={t('preview.frame')} width={WIDTHS[look]} dark={look === 'dark'} />
    </div>
  );
}

interface ShownMessage {
  subject: string;
  preheader: string;
  html: string;
  text: string;
}

/** The same with its envelope and a switch of looks. */
export function MessageView({ message }: { message: ShownMessage | undefined }) {
  const { t } = useTranslation('campaign');
  const [look, setLook] = useState<MessageLook>('desktop');
  if (!message) return <Skeleton height="100%" radius={0} />;
  return (
    <div className={classes.view}>
      <div className={classes.head}>
        <Text size="sm" truncate flex={1}>
          <Text span fw={600}>
            {message.subject || t('preview.no_subject')}
          </Text>
          {message.preheader && (
            <Text span c="dimmed">
              {' - '}
              {message.preheader}
            </Text>
          )}
        </Text>
        <LookSwitch look={look} onLook={setLook} />
      </div>
      <MessageSheet html={message.html} text={message.text} look={look} />
    </div>
  );
}
