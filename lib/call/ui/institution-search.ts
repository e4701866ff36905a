import type { CallDefinition, Institution } from '@/lib/call/definition'

/** Normalises text for the search: no case, accents or apostrophes, and full-width forms as plain ones. */
const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}'’‘]/gu, '')
    .toLowerCase()

/**
 * Finds institutions with every word of the query in a name, abbreviation or city, and of the given kind if any. Pure.
 */
export function searchInstitutions(definition: CallDefinition, query: string, host?: string): Institution[] {
  const words = plain(query)
    .split(/[\s,.-]+/)
    .filter(Boolean)
  return definition.institutions.filter((institution) => {
    if (host && institution.host !== host) return false
    const { name, chineseName, abbreviation, city } = institution
    const text = plain([name, chineseName, abbreviation, city].filter(Boolean).join(' '))
    return words.every((word) => text.includes(word))
  })
}
