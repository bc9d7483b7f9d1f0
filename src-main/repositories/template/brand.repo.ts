import type { Reader, Tx } from '#main/db/access.ts';
import { type Brand, PLAIN_BRAND } from '#shared/domain/design/look.ts';

export function readBrand(reader: Reader): Brand {
  const row = reader.sql<{ brand: string | null }>('SELECT brand FROM organization WHERE no = 1').get();
  return row?.brand ? (JSON.parse(row.brand) as Brand) : PLAIN_BRAND;
}

export function writeBrand(tx: Tx, brand: Brand): void {
  tx.sql('UPDATE organization SET brand = ? WHERE no = 1').run(JSON.stringify(brand));
  tx.touch('brand');
}
