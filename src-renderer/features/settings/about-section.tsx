import { Button, Code, Paper, Text } from '@mantine/core';
import { IconCircleCheckFilled, IconCircleXFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { SectionHead } from './section-head.tsx';
import classes from './settings.module.css';

/** What runs here, and whether all that it stands on is sound. */
export function AboutSection() {
  const { t } = useTranslation('settings');
  const { data, error, refetch, isFetching } = useQuery(api.system.doctor.queryOptions({ staleTime: 0 }));
  const again = (
    <Button variant="default" size="xs" loading={isFetching} onClick={() => refetch()}>
      {t('about.check_again')}
    </Button>
  );
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <LoadingRows />;
  const facts = [
    { label: t('about.version'), value: data.version },
    { label: t('about.console_url'), value: data.console_url },
    { label: t('about.tracking_url'), value: data.tracking_url },
  ];
  return (
    <section>
      <SectionHead title={t('section.about')} text={data.ok ? t('about.sound') : t('about.unsound')} action={again} />
      <Paper withBorder radius="md" mb="lg">
        <ul className={classes.plain}>
          {facts.map(({ label, value }) => (
            <li key={label} className={classes.line}>
              <Text w={160}>{label}</Text>
              <Code>{value}</Code>
            </li>
          ))}
        </ul>
      </Paper>
      <Paper withBorder radius="md">
        <ul className={classes.plain}>
          {data.checks.map((check) => (
            <CheckLine key={check.name} {...check} />
          ))}
        </ul>
      </Paper>
    </section>
  );
}

function CheckLine({ name, ok, detail }: { name: string; ok: boolean; detail: string }) {
  const { t } = useTranslation('settings');
  const Sign = ok ? IconCircleCheckFilled : IconCircleXFilled;
  return (
    <li className={classes.line}>
      <Sign
        size={20}
        aria-label={ok ? t('about.ok') : t('about.not_ok')}
        color={`var(--mantine-color-${ok ? 'green' : 'red'}-text)`}
        style={{ flex: 'none' }}
      />
      <div>
        <Text fw={500} className={classes.sentence}>
          {name}
        </Text>
        <Text size="sm" c="dimmed" className={classes.sentence}>
          {detail}
        </Text>
      </div>
    </li>
  );
}
