import { Badge, Button, Select, Text, UnstyledButton } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, client } from '#renderer/data/client.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Picture } from '#shared/contract/picture.contract.ts';
import classes from './pictures.module.css';

const PAGE = 60;

interface PictureGridProps {
  search: string;
  folder: string;
  deleted?: boolean;
  /** Instead of a grid without pictures. */
  empty: ReactNode;
  onChoose(picture: Picture): void;
}

/** The pictures of the library, newest first. */
export function PictureGrid({ search, folder, deleted = false, empty, onChoose }: PictureGridProps) {
  const { t } = useTranslation('pictures');
  const input = { limit: PAGE, deleted, ...(search && { search }), ...(folder && { folder }) };
  const page = useInfiniteQuery({
    queryKey: [...api.pictures.list.key({ input }), 'pages'],
    queryFn: ({ pageParam, signal }) => client.pictures.list({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  if (page.error && !page.data) return <ErrorState error={page.error} onRetry={() => void page.refetch()} />;
  if (!page.data) return <LoadingRows rows={5} />;
  const pictures = page.data.pages.flatMap(({ items }) => items);
  if (pictures.length === 0) return empty;
  return (
    <>
      <ul className={classes.grid} aria-label={t('title')}>
        {pictures.map((picture) => (
          <li key={picture.id}>
            <Tile picture={picture} onChoose={() => onChoose(picture)} />
          </li>
        ))}
      </ul>
      {page.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          mx="auto"
          display="block"
          loading={page.isFetchingNextPage}
          onClick={() => void page.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </>
  );
}

function Tile({ picture, onChoose }: { picture: Picture; onChoose(): void }) {
  const { t } = useTranslation('pictures');
  const { name, alt, width, height, format, sizes } = picture;
  return (
    <UnstyledButton className={classes.tile} onClick={onChoose}>
      <img className={classes.thumb} src={sizes[0]?.address} alt="" loading="lazy" />
      <Text size="sm" fw={500} truncate px={10} pt={8}>
        {name}
      </Text>
      <Text size="xs" c="dimmed" truncate px={10} pb={8} className="numbers">
        {t('pixels', { width, height })} · {format.toUpperCase()}
        {alt === '' && (
          <Badge size="xs" variant="light" color="amber" tt="none" ml={6}>
            {t('no_words')}
          </Badge>
        )}
      </Text>
    </UnstyledButton>
  );
}

interface FolderSelectProps {
  value: string;
  onChange(folder: string): void;
}

/** Null while there are no folders to choose from. */
export function FolderSelect({ value, onChange }: FolderSelectProps) {
  const { t } = useTranslation('pictures');
  const format = useFormat();
  const { data: folders = [] } = useQuery(api.pictures.folders.queryOptions());
  if (folders.length === 0) return null;
  return (
    <Select
      aria-label={t('folder')}
      placeholder={t('all_folders')}
      clearable
      data={folders.map(({ name, pictures }) => ({ value: name, label: `${name} (${format.number(pictures)})` }))}
      value={value || null}
      onChange={(folder) => onChange(folder ?? '')}
    />
  );
}
