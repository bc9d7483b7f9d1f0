import { serve } from '#main/app/serve.ts';
import { parseServeArguments } from '#main/app/serve-arguments.ts';

const USAGE_ERROR = 2;

const parsed = parseServeArguments(process.argv.slice(2), process.env);
if ('problem' in parsed) {
  console.error(parsed.problem);
  process.exitCode = USAGE_ERROR;
} else {
  process.exitCode = await serve(parsed.options);
}
