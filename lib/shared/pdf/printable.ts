/**
 * Prepares text for paper: removes control characters and halves of a pair, and lets a long word (an address, a hash)
 * break anywhere rather than run off the page. Line ends stay.
 */
export function printable(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove.
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g, ' ')
      // No script needs so many marks on one letter, and placing them takes endless time.
      .replace(/(\p{M}{8})\p{M}+/gu, '$1')
      .replace(/[^\s\u200b]{30,}/gu, (word) => word.match(/.{1,10}/gsu)!.join('\u200b'))
  )
}

/** Data for a template, with printable texts; an empty `value` becomes a dash. */
export function printableJson(data: unknown): string {
  return JSON.stringify(data, (key, value) => {
    if (typeof value !== 'string') return value
    return key === 'value' && value.trim() === '' ? '–' : printable(value)
  })
}
