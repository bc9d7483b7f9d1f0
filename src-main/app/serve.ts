import { isHeraldError } from '#shared/kernel/herald-error.ts';
import { type AppOptions, createApp, type HeraldApp } from './create-app.ts';
import { untilAsked } from './until-asked.ts';

/** How a process ended: 0 asked to, 1 Herald would not start and said why. */
export type ExitCode = 0 | 1;

/**
 * Runs Herald without a window until the system or a person asks it to end, then lets it finish what it has in hand.
 * @param announce tells whoever started it where Herald answers
 */
export async function serve(options: Omit<AppOptions, 'shell'>, announce = sayWhere): Promise<ExitCode> {
  let app: HeraldApp;
  try {
    app = await createApp({ ...options, shell: 'headless' });
  } catch (error) {
    if (!isHeraldError(error)) throw error;
    const { hint } = error.detail;
    console.error(`${error.message}${hint ? ` ${hint}` : ''}`);
    return 1;
  }
  announce(app);
  await untilAsked();
  await app.close();
  return 0;
}

function sayWhere({ services, setup_url }: HeraldApp): void {
  console.log(`Herald answers at ${services.endpoints.console_url}`);
  if (setup_url) console.log(`Set it up here, within 30 minutes: ${setup_url}`);
}
