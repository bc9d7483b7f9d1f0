import { Anchor, Button, CopyButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SectionHead } from '../section-head.tsx';
import classes from '../settings.module.css';

const BODY = `{"events": [{
      "name": "purchase",
      "email": "ann@example.org",
      "create_contact": true,
      "at": "2026-03-01T09:00:00Z",
      "data": {"amount": 49.9, "currency": "EUR", "order": "A-1017"},
      "key": "order-A-1017"
  }]}`;

/** A request that can be copied and works. */
export function EventHowTo() {
  const { t } = useTranslation('fields');
  const { protocol, origin } = globalThis.location;
  // The desktop window has no address that others could use.
  const isBrowser = protocol.startsWith('http');
  const request = `curl "${isBrowser ? origin : '$HERALD_URL'}/api/v1/tenants/-/events" \\
  -H "Authorization: Bearer $TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '${BODY}'`;
  return (
    <div>
      <SectionHead
        title={t('events.how')}
        text={t('events.how_text')}
        action={
          <CopyButton value={request}>
            {({ copied, copy }) => (
              <Button variant="default" size="xs" onClick={copy}>
                {copied ? t('events.copied') : t('events.copy')}
              </Button>
            )}
          </CopyButton>
        }
      />
      <pre className={classes.said}>{request}</pre>
      {isBrowser && (
        <Anchor href={`${origin}/api/docs`} target="_blank" rel="noreferrer" size="sm" mt="sm" display="inline-block">
          {t('events.docs')}
        </Anchor>
      )}
    </div>
  );
}
