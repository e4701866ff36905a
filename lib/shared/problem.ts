/**
 * A problem that the person who starts the portal can solve. They see its message without a stack, one line per point.
 */
export class Problem extends Error {}

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/** One line for any failure at the start, however deep its cause. */
export function oneLine(error: unknown): string {
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === '53100') return 'the disk is full: about 300 MB are needed.'
  if (error instanceof AggregateError && error.errors.length > 0) return oneLine(error.errors[0])
  const text = error instanceof Error ? error.message || code || error.name : String(error)
  return text.split('\n')[0] ?? text
}

/** True if the error, or another program's message, reports a full disk. */
export const tellsOfFullDisk = (text: string) => /ENOSPC|No space left on device/.test(text)
