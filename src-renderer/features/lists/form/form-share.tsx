import {
  ActionIcon,
  Alert,
  Button,
  Code,
  CopyButton,
  Group,
  Paper,
  Stack,
  Text,
  TextInput,
  Title,
  Tooltip,
} from '@mantine/core';
import { IconCheck, IconCopy, IconExternalLink, IconWorldOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignupForm } from '#shared/contract/consent.contract.ts';
import classes from '../lists.module.css';

/** Where the form answers, and what to put into a page of one's own. */
export function FormShare({ form }: { form: SignupForm }) {
  const { t } = useTranslation('consent');
  const [shown, setShown] = useState<'html' | 'iframe' | null>(null);
  return (
    <Paper withBorder p="lg" mb="lg" component="section" aria-labelledby="share">
      <Title order={2} id="share" mb="md">
        {t('form.share')}
      </Title>
      <Stack gap="md">
        {!form.reachable && (
          <Alert color="amber" icon={<IconWorldOff size={18} aria-hidden />} title={t('form.unreachable')}>
            {t('form.unreachable_hint')}
          </Alert>
        )}
        <Group gap="xs" align="flex-end">
          <TextInput label={t('form.address')} readOnly value={form.address} flex={1} maw={520} />
          <CopyText value={form.address} />
          <Tooltip label={form.address}>
            <ActionIcon
              component="a"
              href={form.address}
              target="_blank"
              rel="noopener"
              size={36}
              aria-label={form.address}
            >
              <IconExternalLink size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <Button
            variant="default"
            aria-expanded={shown === 'html'}
            onClick={() => setShown(shown === 'html' ? null : 'html')}
          >
            HTML
          </Button>
          <Button
            variant="default"
            aria-expanded={shown === 'iframe'}
            onClick={() => setShown(shown === 'iframe' ? null : 'iframe')}
          >
            iframe
          </Button>
        </Group>
        {shown && (
          <Stack gap="xs">
            <Group justify="space-between">
              <Text size="sm" c="dimmed">
                {t(`form.${shown}`)}
              </Text>
              <CopyText value={form.snippets[shown]} />
            </Group>
            <Code block className={classes.snippet} tabIndex={0}>
              {form.snippets[shown]}
            </Code>
          </Stack>
        )}
      </Stack>
    </Paper>
  );
}

function CopyText({ value }: { value: string }) {
  const { t } = useTranslation('consent');
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Button
          variant="default"
          leftSection={copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
          onClick={copy}
        >
          {t(copied ? 'form.copied' : 'form.copy')}
        </Button>
      )}
    </CopyButton>
  );
}
