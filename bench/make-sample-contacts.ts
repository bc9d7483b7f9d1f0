import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Makes resources/sample/contacts.csv, the people of the demo: 5,000 rows of made-up names from many countries, with what real files
 * have too: commas and line ends inside quotes, people who come twice, addresses that are none. The same file each time:
 * `node bench/make-sample-contacts.ts`.
 */

const ROWS = 5_000;
const FILE = join(import.meta.dirname, '../resources/sample/contacts.csv');
const HEADER =
  'email,first_name,last_name,company,city,country,language,plan,signup_date,last_order_total,address,notes';

interface Place {
  country: string;
  language: string;
  domain: string;
  cities: string[];
  first: string[];
  last: string[];
}

const PLACES: Place[] = [
  place(
    'DE',
    'de',
    'example.de',
    'Berlin|Hamburg|München|Köln|Leipzig|Nürnberg',
    'Anna|Jürgen|Lukas|Sophie|Jörg|Käthe|Björn|Mia|Felix|Heike',
    'Müller|Schäfer|Groß|Weiß|Jäger|Krüger|Schmidt|Vogel|Böhm|Lindner',
  ),
  place(
    'AT',
    'de',
    'example.at',
    'Wien|Graz|Linz|Salzburg',
    'Lena|Tobias|Theresa|Maximilian|Veronika',
    'Huber|Gruber|Moser|Pichler|Steiner',
  ),
  place(
    'GB',
    'en',
    'example.co.uk',
    'London|Leeds|Bristol|York|Cardiff',
    'Oliver|Amelia|Harry|Isla|George|Freya|Alfie|Poppy',
    "Smith|O'Neil|Davies|Taylor-Jones|Walker|Hughes|Wright|Cole",
  ),
  place(
    'US',
    'en',
    'example.com',
    'Austin|Portland|Chicago|Boston|Denver|Oakland',
    'Liam|Emma|Noah|Ava|Mason|Zoe|Ethan|Grace|Jayden|Ruth',
    'Johnson|Williams|Nguyen|Brooks|Carter|Reed|Patel|Kim|Lopez|Baker',
  ),
  place(
    'FR',
    'fr',
    'example.fr',
    'Paris|Lyon|Nantes|Lille|Besançon',
    'Chloé|Léo|Zoé|Hugo|Inès|Noémie|François|Gaël',
    'Lefèvre|Dubois|Garnier|Moreau|Béranger|Petit|Rousseau',
  ),
  place(
    'ES',
    'es',
    'example.es',
    'Madrid|Sevilla|Málaga|A Coruña',
    'Lucía|Martín|Sofía|Íñigo|Begoña|José',
    'García|Fernández|Muñoz|Ibáñez|Peña|López',
  ),
  place(
    'PL',
    'pl',
    'example.pl',
    'Warszawa|Kraków|Łódź|Gdańsk',
    'Zofia|Łukasz|Paweł|Małgorzata|Wojciech',
    'Kowalska|Wiśniewski|Dąbrowski|Żak|Nowak',
  ),
  place('CZ', 'cs', 'example.cz', 'Praha|Brno|Plzeň', 'Tereza|Jiří|Kateřina|Ondřej', 'Dvořák|Novotná|Černý|Říha'),
  place('TR', 'tr', 'example.org', 'İstanbul|Ankara|İzmir', 'Elif|Emre|Zeynep|Çağla|Ömer', 'Yılmaz|Şahin|Öztürk|Kaya'),
  place(
    'GR',
    'el',
    'example.net',
    'Αθήνα|Θεσσαλονίκη|Πάτρα',
    'Μαρία|Γιώργος|Ελένη|Νίκος',
    'Παπαδοπούλου|Νικολάου|Ιωάννου',
  ),
  place('UA', 'uk', 'example.org', 'Київ|Львів|Одеса', 'Олена|Андрій|Ірина|Тарас', 'Шевченко|Коваленко|Бондаренко'),
  place(
    'IN',
    'en',
    'example.in',
    'Mumbai|Pune|Chennai|Kochi',
    'Aarav|Priya|Rohan|Ananya|Vikram',
    'Sharma|Iyer|Mehta|Nair|Das',
  ),
  place('JP', 'ja', 'example.jp', '東京|大阪|京都', '陽菜|蓮|美咲|大翔', '佐藤|鈴木|高橋|田中'),
  place(
    'BR',
    'pt',
    'example.com.br',
    'São Paulo|Recife|Curitiba',
    'João|Letícia|Antônio|Camila',
    'Silva|Araújo|Conceição|Gonçalves',
  ),
];

const COMPANIES = [
  '',
  '',
  '',
  'Nordlicht GmbH',
  'Smith & Sons, Ltd.',
  'Café Olé',
  'Blue Harbor Inc.',
  'Atelier "Le Petit"',
  'Kaizen Tools',
  'Vogel & Co. KG',
  'Green Leaf, LLC',
  'Studio Öresund',
];
const PLANS = ['free', 'free', 'free', 'basic', 'basic', 'pro', 'business'];
const NOTES = [
  '',
  '',
  '',
  '',
  '',
  '',
  'Met at the spring fair',
  'Prefers short mails',
  'Asked for an invoice, then a quote',
  'Likes "limited" offers',
  'Call first\nthen write',
  'Ordered 2 x lamp\r\nReturned 1',
];

/** Rows that can't be taken, by their number; spread over the file. */
const BAD = new Map<number, (row: string[]) => string[]>([
  [137, withAddress('')],
  [412, withAddress('not an address')],
  [803, withAddress('ann@@example.com')],
  [1_199, withAddress('bob.example.com')],
  [1_610, withAddress('@example.com')],
  [2_048, withAddress('carla@')],
  [2_500, withAddress('dirk@example..com')],
  [2_911, withAddress('.eva@example.com')],
  [3_333, (row) => [...row, 'one cell', 'too many']],
  [3_777, withAddress('fred @example.com')],
  [4_242, withAddress('gina@exa_mple.com')],
  [4_801, withAddress('hans@example.com;ida@example.com')],
]);

/** People who come a second time, later in the file and with another plan. */
const TWICE = [250, 700, 1_500, 2_200, 3_000, 4_100];

const random = mulberry32(20_260_301);
const lines = [HEADER];
const people: string[][] = [];
for (let row = 1; row <= ROWS; row++) {
  const again = row > ROWS - TWICE.length ? people[(TWICE[ROWS - row] ?? 1) - 1] : undefined;
  const cells = again
    ? again.map((cell, at) => (at === 7 ? 'business' : at === 0 ? cell.toUpperCase() : cell))
    : person(row);
  people.push(cells);
  lines.push((BAD.get(row)?.(cells) ?? cells).map(quoted).join(','));
}
mkdirSync(dirname(FILE), { recursive: true });
writeFileSync(FILE, `${lines.join('\n')}\n`);

function person(row: number): string[] {
  const { country, language, domain, cities, first, last } = pick(PLACES);
  const given = pick(first);
  const family = pick(last);
  const city = pick(cities);
  const date = new Date(Date.UTC(2021, 0, 1) + Math.floor(random() * 1_800) * 86_400_000).toISOString().slice(0, 10);
  const total = random() < 0.3 ? '' : (random() * 400 + 5).toFixed(2);
  const address =
    random() < 0.15 ? `${1 + Math.floor(random() * 90)} Main Street\nFlat ${1 + Math.floor(random() * 9)}` : '';
  return [
    `${latin(given)}.${latin(family)}.${row}@${domain}`,
    given,
    family,
    pick(COMPANIES),
    city,
    country,
    language,
    pick(PLANS),
    date,
    total,
    address,
    pick(NOTES),
  ];
}

function place(country: string, language: string, domain: string, cities: string, first: string, last: string): Place {
  return { country, language, domain, cities: cities.split('|'), first: first.split('|'), last: last.split('|') };
}

function withAddress(address: string): (row: string[]) => string[] {
  return ([, ...rest]) => [address, ...rest];
}

/** What somebody with this name would put into an address. */
function latin(name: string): string {
  const plain = name
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L')
    .replaceAll('ı', 'i')
    .normalize('NFKD');
  const ascii = plain.replace(/[^A-Za-z-]/g, '').toLowerCase();
  return ascii || 'kontakt';
}

function pick<Item>(items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)] as Item;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A small generator of even numbers between 0 and 1 that gives the same series each time. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
