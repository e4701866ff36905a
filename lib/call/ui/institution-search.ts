import type { CallDefinition, Institution } from '@/lib/call/definition'

/** Letters as a search compares them: no case, accents or apostrophes, full-width forms as plain ones. */
const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}'’‘]/gu, '')
    .toLowerCase()

/** Institutions that hold every word of the query in some name, abbreviation or city, and are of the host kind if given. Pure. */
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
