import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** The first is Chromium without a window of its own, which costs a test a quarter less. */
const USUAL_PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Flags that keep the browser quiet and quick: no first-run pages, no traffic of its own, and startable as root. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A page lives for seconds here: what is compiled to run fast is thrown away before it has paid.
  '--js-flags=--no-maglev --no-turbofan',
];

/** The browser to test with: the one named by CHROMIUM_PATH, Playwright's own, or one of the system. Null when there is none. */
export function findChromium(): string | null {
  const candidates = [process.env.CHROMIUM_PATH, chromium.executablePath(), ...USUAL_PLACES];
  return candidates.find((path) => path && existsSync(path)) ?? null;
}
