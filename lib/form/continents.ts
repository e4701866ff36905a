import { continents, countries, type TCountryCode } from 'countries-list'

/** The continent of a country by its two-letter code, by name; null for what is none. For the server: the list is long. */
export function continentOf(code: string): string | null {
  return Object.hasOwn(countries, code) ? continents[countries[code as TCountryCode].continent] : null
}
