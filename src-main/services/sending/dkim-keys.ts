import type { DkimKey } from '#main/channels/email/dkim-signer.ts';
import type { Reader } from '#main/db/access.ts';
import type { SecretBox } from '#main/platform/secret-box.ts';
import { findSecret } from '#main/repositories/access/secret.repo.ts';
import { findSendingDomain } from '#main/repositories/sending/sending-domain.repo.ts';
import { domainOf } from '#shared/domain/channel/domain-rules.ts';

/** Under which name the private key of a domain is sealed. */
export function dkimSecret(domain: string): string {
  return `dkim:${domain}`;
}

/** The keys that sign mail from this address: none before the public half has been seen in the DNS. */
export function dkimKeysFor(secrets: SecretBox, reader: Reader, from_email: string): DkimKey[] {
  const domain = domainOf(from_email);
  const row = findSendingDomain(reader, domain);
  const name = dkimSecret(domain);
  const sealed = row?.signs && row.selector ? findSecret(reader, name) : undefined;
  if (!sealed || !row?.selector) return [];
  return [{ domain, selector: row.selector, key: secrets.unseal(name, sealed).toString('utf8') }];
}
