import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { TimelineEntry as Entry } from '#shared/contract/contact.contract.ts';
import { useFieldNames } from '../use-field-names.ts';
import { ChangeList } from './change-list.tsx';
import { EventEntry } from './event-entry.tsx';
import { NoteEntry } from './note-entry.tsx';
import classes from './timeline.module.css';
import { isKnownType, plainType, TIMELINE_SIGNS, timelineFacts, UNKNOWN_SIGN } from './timeline-words.ts';

/** One thing that happened: what, where, when, and by whom. */
export function TimelineEntry({ entry }: { entry: Entry }) {
  const { t } = useTranslation('timeline');
  const format = useFormat();
  const Sign = isKnownType(entry.type) ? TIMELINE_SIGNS[entry.type] : UNKNOWN_SIGN;
  const at = format.instant(entry.at);
  return (
    <li className={classes.entry}>
      <span className={classes.sign}>
        <Sign size={15} aria-hidden />
      </span>
      <div className={classes.body}>
        {entry.type === 'note' ? (
          <NoteEntry data={entry.data} />
        ) : entry.type === 'event' ? (
          <EventEntry data={entry.data} />
        ) : (
          <PlainEntry entry={entry} />
        )}
        <Text size="xs" c="dimmed">
          <time dateTime={entry.at} title={format.instant(entry.at, 'full')}>
            {entry.actor ? t('by', { at, name: entry.actor }) : at}
          </time>
          {entry.data.edited === true && `, ${t('edited')}`}
        </Text>
      </div>
    </li>
  );
}

function PlainEntry({ entry }: { entry: Entry }) {
  const { t } = useTranslation('timeline');
  const { url, response, changes } = timelineFacts(entry.data);
  const place = usePlace(entry);
  const detail = useDetail(entry) || response;
  return (
    <>
      <Text>{isKnownType(entry.type) ? t(`what.${entry.type}`) : plainType(entry.type)}</Text>
      {place && (
        <Text size="sm" truncate>
          {place.href ? (
            <Anchor component={Link} href={place.href}>
              {place.name}
            </Anchor>
          ) : (
            place.name
          )}
        </Text>
      )}
      {url && (
        <Text size="sm" c="dimmed" truncate title={url}>
          {url}
        </Text>
      )}
      {changes.length > 0 && <ChangeList changes={changes} />}
      {detail && (
        <Text size="sm" c="dimmed">
          {detail}
        </Text>
      )}
    </>
  );
}

/** What it happened with, and where to look at that. */
function usePlace({ campaign_id, data }: Entry): { name: string; href: string | null } | null {
  const { campaign, message, message_id, list, list_id, tag, tag_id, segment, segment_id } = timelineFacts(data);
  if (message) return { name: message, href: message_id && `/transactional/${message_id}` };
  if (campaign) return { name: campaign, href: campaign_id && `/campaigns/${campaign_id}` };
  if (list) return { name: list, href: list_id && `/contacts?list=${list_id}` };
  if (tag) return { name: tag, href: tag_id && `/contacts?tag=${tag_id}` };
  return segment ? { name: segment, href: segment_id && `/segments/${segment_id}` } : null;
}

function useDetail({ type, data }: Entry): string {
  const { t, i18n } = useTranslation('timeline');
  const namesOf = useFieldNames();
  const { filename, fields, changes, joined, left, times, reason, source, bulk } = timelineFacts(data);
  const list = (names: string[]) => new Intl.ListFormat(i18n.language).format(names);
  const topics = [
    joined.length > 0 && t('joined', { lists: list(joined) }),
    left.length > 0 && t('left', { lists: list(left) }),
  ].filter(Boolean);
  if (topics.length > 0) return topics.join('. ');
  if (type.startsWith('hit.') && times > 1) return t('times', { count: times });
  // Edits of before values were remembered name their fields alone.
  const changed = fields.length > 0 && changes.length === 0 ? list(namesOf(fields)) : '';
  if (bulk) return [changed, t('with_others')].filter(Boolean).join('. ');
  if (changed) return changed;
  if (reason) return t(`reason.${reason}`);
  if (source) return t(`source.${source}`);
  return filename;
}
