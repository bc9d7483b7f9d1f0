import { Button, Group, Radio, Stack } from '@mantine/core';
import { IconFileImport, IconFlask, IconSquareDashed } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { ChoiceCard } from './choice-card.tsx';

export type Start = 'sample' | 'import' | 'empty';

const CHOICES = [
  { value: 'sample', icon: IconFlask },
  { value: 'import', icon: IconFileImport },
  { value: 'empty', icon: IconSquareDashed },
] as const;

/** Step three: what stands in Herald on the first day. */
export function StartStep({ onDone }: { onDone: (chosen: Start) => void }) {
  const { t } = useTranslation(['setup', 'common']);
  const [chosen, choose] = useState<Start>('sample');
  const load = useMutation(
    api.system.loadSample.mutationOptions({ onSuccess: () => onDone('sample'), onError: toast.failed }),
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen === 'sample') load.mutate({});
        else onDone(chosen);
      }}
    >
      <Radio.Group value={chosen} onChange={(value) => choose(value as Start)} aria-label={t('start.title')}>
        <Stack gap="xs">
          {CHOICES.map(({ value, icon }) => (
            <ChoiceCard
              key={value}
              value={value}
              icon={icon}
              title={t(`start.${value}`)}
              text={t(`start.${value}_text`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Group justify="flex-end" mt="lg">
        <Button type="submit" loading={load.isPending}>
          {t('common:next')}
        </Button>
      </Group>
    </form>
  );
}
