/** What a log may hold of an error, and of a person. Pure. */

export type ErrorWords = { type: string; message: string; code?: string; stack?: string; cause?: ErrorWords }

/** A chain of causes is followed no further. */
const MOST_CAUSES = 5

/** An error as the log keeps it. Its other properties are left out: a driver puts parameters and rows there. */
export function wordsOfError(error: unknown, depth = 0): ErrorWords {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) }
  const { code } = error as { code?: unknown }
  return {
    type: error.name,
    message: error.message,
    ...(typeof code === 'string' ? { code } : {}),
    ...(error.stack ? { stack: error.stack } : {}),
    ...(error.cause && depth < MOST_CAUSES ? { cause: wordsOfError(error.cause, depth + 1) } : {}),
  }
}

/** No space, sign of markup or JSON, or separator of a path stands in the part of an address that comes before the `@`. */
const ADDRESS = /[^\s"'`<>()[\]{},;:/\\@]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*/gu

/** A line of the log without mail addresses: mail servers, for instance, repeat them in their errors. */
export const withoutAddresses = (line: string): string =>
  line.includes('@') ? line.replace(ADDRESS, '[address]') : line
