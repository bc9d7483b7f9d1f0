import { Anchor, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';

/** How many contacts have a value; opens them. */
export function FieldCount({ fieldKey }: { fieldKey: string }) {
  const format = useFormat();
  const { data } = useQuery(api.fields.usage.queryOptions());
  if (!data) return <Skeleton height={14} width={56} ml="auto" />;
  const contacts = data.find(({ key }) => key === fieldKey)?.contacts ?? 0;
  const text = format.number(contacts);
  if (contacts === 0) return <span className="numbers">{text}</span>;
  return (
    <Anchor component={Link} size="sm" href={contactsWith(fieldKey)} className="numbers">
      {text}
    </Anchor>
  );
}

/** The list of contacts that have a value in a field. */
export function contactsWith(fieldKey: string): string {
  return `/contacts?${new URLSearchParams({ rule: `NOT attributes.${fieldKey} IS EMPTY` })}`;
}
