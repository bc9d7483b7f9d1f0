import { Liquid } from 'liquidjs';
import { compileMessage } from '#main/rendering/compile-message.ts';
import { fillText } from '#main/rendering/compiled-text.ts';
import { mergeAddressesOf, mergeDataOf } from '#main/rendering/merge-data.ts';
import { trackingUrls } from '#shared/domain/tracking/tracking-urls.ts';
import { type Bench, compare } from './figure.ts';
import { NEWSLETTER, NEWSLETTER_SUBJECT } from './support/newsletter.ts';

const BASE = 'https://news.example.org';
const TOKEN = 'x'.repeat(24);
/** All parts of a message with tracked links take no longer than the library takes for subject and HTML alone. */
const GOAL = 1;

/** Filling in a message for one recipient, against the library by itself on the same template. */
const bench: Bench = {
  name: 'render.liquid',
  async run({ quick }) {
    const n = quick ? 2_000 : 20_000;
    const people = Array.from({ length: n }, (_, index) => personAt(index));
    const source = { subject: NEWSLETTER_SUBJECT, preheader: '', body_kind: 'html' as const, body: NEWSLETTER };
    const compiled = compileMessage(source, { base_url: BASE, track_opens: true, track_clicks: true });
    const liquid = new Liquid({ ownPropertyOnly: true });
    const [subject, body] = [liquid.parse(NEWSLETTER_SUBJECT), liquid.parse(NEWSLETTER)];
    const ours = () =>
      microsEach(people, (data) => {
        fillText(compiled.subject, data);
        fillText(compiled.html, data);
        fillText(compiled.text, data);
      });
    const bare = () =>
      microsEach(people, (data) => {
        liquid.renderSync(subject, data);
        liquid.renderSync(body, data);
      });
    const about = { bench: 'render.liquid', unit: 'us/recipient', against: 'liquidjs', goal: GOAL, n, repeats: 5 };
    return [await compare({ ...about, kind: 'cost' }, ours, bare)];
  },
};
export default bench;

type Person = ReturnType<typeof personAt>;

function personAt(index: number) {
  const texts = { first_name: `Ann${index}`, last_name: 'Lee', company: '', city: 'Bonn', country: 'DE' };
  const contact = { id: String(index), email: `a${index}@example.org`, ...texts, locale: 'de', timezone: '' };
  return mergeDataOf({ ...contact, attributes: { plan: 'pro' } }, mergeAddressesOf(TOKEN, trackingUrls(BASE, TOKEN)));
}

async function microsEach(people: readonly Person[], fill: (data: Person) => void): Promise<number> {
  const started = performance.now();
  people.forEach(fill);
  return ((performance.now() - started) * 1_000) / people.length;
}
