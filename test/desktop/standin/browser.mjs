import { chromium } from 'playwright';

const { CHROMIUM_PATH, STANDIN_CDP_PORT, STANDIN_CHROMIUM_ARGS = '[]' } = process.env;

let launched;

/** One browser for the whole application, one page for each window. */
export async function openPage() {
  launched ??= launch();
  const { context } = await launched;
  return context.newPage();
}

export async function closeBrowser() {
  const { browser } = (await launched?.catch(() => null)) ?? {};
  await browser?.close().catch(() => {});
}

async function launch() {
  const port = STANDIN_CDP_PORT ? [`--remote-debugging-port=${STANDIN_CDP_PORT}`] : [];
  const browser = await chromium.launch({
    ...(CHROMIUM_PATH ? { executablePath: CHROMIUM_PATH } : {}),
    args: [...JSON.parse(STANDIN_CHROMIUM_ARGS), ...port],
  });
  return { browser, context: await browser.newContext({ viewport: { width: 1280, height: 800 } }) };
}
