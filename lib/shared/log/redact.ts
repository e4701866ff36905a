/** What a log may say about an error and about a person. Pure. */

export type ErrorWords = { type: string; message: string; code?: string; stack?: string; cause?: ErrorWords }

/** How far the log follows a chain of causes. */
const MOST_CAUSES = 5

/** An error as the log keeps it. It leaves other properties out, because drivers put parameters and rows there. */
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

/** The part of an address before the `@` has no space, no sign of markup or JSON and no path separator. */
const ADDRESS = /[^\s"'`<>()[\]{},;:/\\@]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*/gu

/** Removes mail addresses from a log line: mail servers, for instance, repeat them in their errors. */
export const withoutAddresses = (line: string): string =>
  line.includes('@') ? line.replace(ADDRESS, '[address]') : line
