/** Turns a form's fields into the schema's: ticked boxes, named 'tracks.is-phd', become one text of keys. Pure. */
export function fromForm(given: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      if (typeof value === 'string') return [[name, value]]
      if (typeof value !== 'object' || value === null) return []
      const keys = Object.keys(value).filter((key) => key.startsWith('is-'))
      return [[name, keys.map((key) => key.slice('is-'.length)).join(';')]]
    }),
  )
}
