/**
 * Text as paper can show it: no control characters and no halves of a pair, and a long word without a break (an
 * address, a hash) may be broken anywhere rather than run off the page. Line ends stay.
 */
export function printable(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what has to go.
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g, ' ')
      // No writing needs so many marks on one letter, and to place them takes time without end.
      .replace(/(\p{M}{8})\p{M}+/gu, '$1')
      .replace(/[^\s\u200b]{30,}/gu, (word) => word.match(/.{1,10}/gsu)!.join('\u200b'))
  )
}

/** Data for a template, with all its texts printable; a `value` that says nothing is a dash. */
export function printableJson(data: unknown): string {
  return JSON.stringify(data, (key, value) => {
    if (typeof value !== 'string') return value
    return key === 'value' && value.trim() === '' ? '–' : printable(value)
  })
}
