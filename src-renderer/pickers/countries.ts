/** Two-letter codes that Intl knows a name for but that are no country. */
const NO_COUNTRY = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB', 'ZZ']);
/** Codes of the past, which Intl still names. */
const GONE = new Set([
  'AN',
  'BU',
  'CS',
  'DD',
  'DY',
  'FX',
  'HV',
  'NH',
  'NT',
  'RH',
  'SU',
  'TP',
  'UK',
  'VD',
  'YD',
  'YU',
  'ZR',
]);

const names = new Map<string, Intl.DisplayNames>();

/** `DE` as this reader calls it; what is no country stays as it is. */
export function countryName(locale: string, code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return namesIn(locale).of(code) ?? code;
}

/** All countries by name, for a choice. */
export function countries(locale: string): { value: string; label: string }[] {
  const known = [...codes()].flatMap((code) => {
    const label = NO_COUNTRY.has(code) || GONE.has(code) ? undefined : namesIn(locale).of(code);
    return label ? [{ value: code, label }] : [];
  });
  return known.sort((a, b) => a.label.localeCompare(b.label, locale));
}

function namesIn(locale: string): Intl.DisplayNames {
  const known = names.get(locale);
  if (known) return known;
  const made = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
  names.set(locale, made);
  return made;
}

function* codes(): Generator<string> {
  for (let first = 65; first <= 90; first++) {
    for (let second = 65; second <= 90; second++) yield String.fromCharCode(first, second);
  }
}
