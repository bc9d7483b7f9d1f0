import { sendWithHerald } from './send-with-herald.ts';

const [port, recipients] = process.argv.slice(2).map(Number);
const measure = await sendWithHerald({ port: port ?? 0, recipients: recipients ?? 0, sender: { max_connections: 20 } });
process.send?.(measure, () => process.disconnect());
