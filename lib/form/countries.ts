import countries from 'i18n-iso-countries'
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' }

countries.registerLocale(english)

/** All countries of ISO 3166-1 as [two-letter code, English name], by name. */
export const COUNTRIES: [code: string, name: string][] = Object.entries(countries.getNames('en')).sort(([, a], [, b]) =>
  a.localeCompare(b, 'en'),
)

export const COUNTRY_CODES: string[] = COUNTRIES.map(([code]) => code)

/** The English name; the code itself if there is none. */
export function countryName(code: string): string {
  return countries.getName(code, 'en') ?? code
}
