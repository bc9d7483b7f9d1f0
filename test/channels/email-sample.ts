import type { EmailMessage } from '#main/channels/email/email-message.ts';
import { compileMime } from '#main/channels/email/mime-message.ts';

const template = compileMime({
  from: { name: 'Acme – Zürich', address: 'news@acme.example' },
  reply_to: 'reply@acme.example',
  subject: ['Grüße, ', null],
  html: ['<p>Hello ', null, '</p>'],
  text: ['Hello ', null, '\n.\nbye'],
});

/** A message as a send makes it. */
export function sampleEmail(to: string): EmailMessage {
  const mime = template.build({
    to,
    message_id: '2s.0192aa@acme.example',
    unsubscribe_url: 'https://acme.example/u/token',
    date: Date.UTC(2026, 2, 2, 9, 30),
    subject: ['Ána'],
    html: ['Ána &amp; Co'],
    text: ['Ána & Co'],
  });
  return { from: 'news@acme.example', to, mime };
}
