import { Box, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { MessageView } from '#renderer/pickers/message-view.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import type { TemplateContent } from '#shared/contract/template.contract.ts';
import classes from '../templates.module.css';
import { diffLines } from './diff-lines.ts';

/** Two versions as they look, and what differs in their source. */
export function CompareVersions({ id, older, newer }: { id: string; older: number; newer: number }) {
  const { t } = useTranslation('templates');
  const before = useQuery(api.templates.version.queryOptions({ input: { id, version: older } })).data;
  const after = useQuery(api.templates.version.queryOptions({ input: { id, version: newer } })).data;
  if (!before || !after) return <LoadingRows rows={4} />;
  return (
    <section aria-label={t('compare.title')}>
      <div className={classes.sides}>
        <Side content={before} label={t('version', { version: older })} />
        <Side content={after} label={t('version', { version: newer })} />
      </div>
      <SourceDiff before={before} after={after} />
    </section>
  );
}

function Side({ content, label }: { content: TemplateContent; label: string }) {
  const { data } = useQuery(api.templates.preview.queryOptions({ input: { content } }));
  return (
    <section className={classes.side} aria-label={label}>
      <Text fw={600} size="sm" px={12} pt={8}>
        {label}
      </Text>
      <div style={{ flex: 1, minHeight: 0 }}>
        <MessageView message={data} />
      </div>
    </section>
  );
}

function SourceDiff({ before, after }: { before: TemplateContent; after: TemplateContent }) {
  const { t } = useTranslation('templates');
  const lines = useMemo(() => diffLines(sourceOf(before), sourceOf(after)), [before, after]);
  if (!lines) {
    return (
      <Text size="sm" c="dimmed">
        {t('compare.too_long')}
      </Text>
    );
  }
  return (
    <Box component="pre" role="region" className={classes.diff} aria-label={t('compare.source')} tabIndex={0}>
      {lines.map(({ is, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines stay where they are
        <span key={index} className={classes.line} data-is={is}>
          {{ added: '+ ', removed: '- ', same: '  ' }[is]}
          {text}
        </span>
      ))}
    </Box>
  );
}

/** Blocks are kept on one line; to be compared each stands on lines of its own. */
function sourceOf({ subject, preheader, body_kind, body, translations }: TemplateContent): string {
  const readable = (text: string) => (body_kind === 'visual' ? JSON.stringify(JSON.parse(text), null, 2) : text);
  const others = translations.flatMap((other) => [
    `[${other.language}]`,
    other.subject,
    other.preheader,
    readable(other.body),
  ]);
  return [subject, preheader, readable(body), ...others].join('\n');
}
