/** A size in bytes as a person says it: '1.2 MB', '340 kB'. */
export function sizeInWords(bytes: number): string {
  if (bytes >= 1024 * 1024) return `${(bytes / 1024 / 1024).toFixed(1).replace('.0', '')} MB`
  return `${Math.max(1, Math.round(bytes / 1024))} kB`
}

const types: Record<string, string> = { 'application/pdf': 'PDF', 'image/jpeg': 'JPEG', 'image/png': 'PNG' }

export function typeInWords(type: string): string {
  return types[type] ?? type
}

/** 'PDF, JPEG or PNG' */
export function typesInWords(list: string[]): string {
  const words = list.map(typeInWords)
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}
