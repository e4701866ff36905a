import countries from 'i18n-iso-countries'

const names = new Intl.DisplayNames('en', { type: 'region', style: 'long', fallback: 'none' })

/** All countries of ISO 3166-1 as [two-letter code, usual English name], by name. */
export const COUNTRIES: [code: string, name: string][] = Object.keys(countries.getAlpha2Codes())
  .map((code): [string, string] => [code, countryName(code)])
  .sort(([, a], [, b]) => a.localeCompare(b, 'en'))

export const COUNTRY_CODES: string[] = COUNTRIES.map(([code]) => code)

/** The usual English name ('Iran', not its official one); the code itself if there is none. */
export function countryName(code: string): string {
  return (/^[A-Z]{2}$/.test(code) && names.of(code)) || code
}
