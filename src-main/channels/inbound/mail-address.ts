/** An address in running text; quoted local parts are taken as they stand. */
const ADDRESS =
  /"[^"\s@]{1,64}"@[a-z0-9.-]{1,255}|[^\s<>()[\]{}:;,"'`|@\\=]{1,128}@[^\s<>()[\]{}:;,"'`|@\\/?*!]{1,255}/giu;

/** All addresses in a text, in their order, without the dots and such that follow them. */
export function addressesIn(text: string): string[] {
  return [...text.slice(0, 20_000).matchAll(ADDRESS)]
    .map(([address]) => address.replace(/[.>\]]+$/, '').replace(/^[.*-]+(?=[^@])/, ''))
    .filter((address) => !address.endsWith('@'));
}

export function addressIn(text: string): string | null {
  return addressesIn(text)[0] ?? null;
}

const DAEMON =
  /^(mailer[-_.]?daemon|post[-_]?master|mail[-_.]?delivery[-_.]?(system|subsystem|agent)|mail[-_.]deliver|mdaemon|mailmaster|root|no-?reply.*|do-?not-?reply.*|bounces?|double-bounce|mail-?system|administrator|sysadmin|listserv|majordomo|.*-(owner|admin|request|bounces)|owner-.*|mmsc.*|microsoftexchange[0-9a-f]*)$/i;

/** Whether this address belongs to a program that tells what became of mail. */
export function isDaemon(address: string): boolean {
  return (
    DAEMON.test(address.slice(0, address.lastIndexOf('@') >>> 0).replace(/"/g, '')) || /^mailer-daemon/i.test(address)
  );
}

export function isSameAddress(one: string, other: string): boolean {
  const bare = (address: string) => address.replace(/"/g, '').toLowerCase();
  return bare(one) === bare(other);
}
