export const providers = {
  service: 'Service',
  name: {
    test_mailbox: 'Inbox on this machine',
    smtp: 'Mail server (SMTP)',
    ses: 'Amazon SES',
    sendgrid: 'SendGrid',
  },
  channel: { email: 'Email', sms: 'Text messages', push: 'Push messages', chat: 'Team chat' },
  account: 'Account with {{service}}',
  kept: 'Kept; type to replace',
  optional: 'Optional',
  field: {
    region: 'Region',
    access_key_id: 'Access key ID',
    secret_access_key: 'Secret access key',
    configuration_set: 'Configuration set',
    api_key: 'API key',
    webhook_key: 'Verification key of events',
    endpoint: 'Address of the service',
  },
  hint: {
    configuration_set: 'Through it Amazon reports bounces and complaints.',
    webhook_key: 'Under Settings, Mail settings, Event webhook. Reports without a valid signature are turned away.',
    endpoint: "Leave it empty for the service's own.",
  },
  choice: { region_global: 'Worldwide', region_eu: 'European Union' },
};
