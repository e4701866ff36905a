import { continents, countries, type TCountryCode } from 'countries-list'

/** The name of a country's continent, by the two-letter code; null if unknown. For the server: the list is long. */
export function continentOf(code: string): string | null {
  return Object.hasOwn(countries, code) ? continents[countries[code as TCountryCode].continent] : null
}
