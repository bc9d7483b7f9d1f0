import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { TimelineEntry as Entry } from '#shared/contract/contact.contract.ts';
import classes from './contacts.module.css';
import { isKnownType, plainType, TIMELINE_SIGNS, timelineFacts, UNKNOWN_SIGN } from './timeline-words.ts';

/** One thing that happened: what, where, and when. */
export function TimelineEntry({ entry }: { entry: Entry }) {
  const { t } = useTranslation('contacts');
  const format = useFormat();
  const Sign = isKnownType(entry.type) ? TIMELINE_SIGNS[entry.type] : UNKNOWN_SIGN;
  const { campaign, url, response } = timelineFacts(entry.data);
  const detail = useDetail(entry);
  return (
    <li className={classes.entry}>
      <span className={classes.sign}>
        <Sign size={15} aria-hidden />
      </span>
      <div style={{ minWidth: 0, paddingTop: 4 }}>
        <Text>{isKnownType(entry.type) ? t(`timeline.${entry.type}`) : plainType(entry.type)}</Text>
        {campaign && (
          <Text size="sm" truncate>
            {entry.campaign_id ? (
              <Anchor component={Link} href={`/campaigns/${entry.campaign_id}`}>
                {campaign}
              </Anchor>
            ) : (
              campaign
            )}
          </Text>
        )}
        {url && (
          <Text size="sm" c="dimmed" truncate title={url}>
            {url}
          </Text>
        )}
        {(detail || response) && (
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {detail || response}
          </Text>
        )}
        <Text size="xs" c="dimmed">
          <time dateTime={entry.at} title={format.instant(entry.at, 'full')}>
            {format.instant(entry.at)}
          </time>
        </Text>
      </div>
    </li>
  );
}

function useDetail({ type, data }: Entry): string {
  const { t, i18n } = useTranslation(['contacts', 'audience']);
  const { list, filename, fields, custom_fields, times, reason } = timelineFacts(data);
  if (fields.length > 0 || custom_fields) {
    const names = fields.map((field) => t(`audience:field.${field}`));
    return new Intl.ListFormat(i18n.language).format(custom_fields ? [...names, t('own.title')] : names);
  }
  if (type.startsWith('hit.') && times > 1) return t('timeline_times', { count: times });
  if (reason) return t(`timeline_reason.${reason}`);
  return list || filename;
}
