import { Skeleton } from '@mantine/core';
import { useInViewport } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '#renderer/data/client.ts';
import { MailFrame } from '#renderer/ui/mail-frame.tsx';
import type { TemplateRow } from '#shared/contract/template.contract.ts';
import classes from './templates.module.css';

/** How a template looks, rendered once it comes into sight. */
export function Thumbnail({ template }: { template: Pick<TemplateRow, 'id' | 'name' | 'revision'> }) {
  const { ref, inViewport } = useInViewport();
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (inViewport) setSeen(true);
  }, [inViewport]);
  const { id, name, revision } = template;
  const look = api.templates.thumbnail.queryOptions({ input: { id } });
  const { data } = useQuery({ ...look, queryKey: [...look.queryKey, revision] as const, enabled: seen });
  return (
    <span ref={ref} className={classes.picture} inert>
      {data ? <Picture html={data.html} text={data.text} title={name} /> : <Skeleton height="100%" radius={0} />}
    </span>
  );
}

export function Picture({ html, text, title }: { html: string; text: string; title: string }) {
  if (html === '') return <pre className={classes.note}>{text}</pre>;
  return <MailFrame html={html} title={title} width={640} />;
}
