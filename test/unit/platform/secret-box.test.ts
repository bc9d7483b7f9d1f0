import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readKeyFile, secretBoxOf } from '#main/platform/secret-box.ts';
import { tempFolder } from '#test/support/temp-folder.ts';

describe('the data key', () => {
  let folder: ReturnType<typeof tempFolder>;
  let file: string;
  beforeEach(() => {
    folder = tempFolder();
    file = join(folder.path, 'herald.key');
  });
  afterEach(() => folder.remove());

  it('is made once, for its owner only', () => {
    const key = readKeyFile(file);

    expect(readKeyFile(file)).toEqual(key);
    expect(key).toHaveLength(32);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is not made anew where the desktop keeps it in the keychain', () => {
    writeFileSync(`${file}.sealed`, 'sealed');

    expect(() => readKeyFile(file)).toThrow(/kept by the keychain/);
    expect(existsSync(file)).toBe(false);
  });

  it('is refused when somebody has cut it short', () => {
    readKeyFile(file);
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, 10));

    expect(() => readKeyFile(file)).toThrow(/does not hold a key of 32 bytes/);
  });

  it('opens a secret only under the name it was sealed with', () => {
    const box = secretBoxOf(readKeyFile(file));
    const sealed = box.seal('sender|1|password', Buffer.from('open sesame'));

    expect(box.unseal('sender|1|password', sealed).toString()).toBe('open sesame');
    expect(() => box.unseal('sender|2|password', sealed)).toThrow(/can't be opened with this key/);
  });
});
