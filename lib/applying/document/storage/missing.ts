/** Whether a storage's error says that the file does not exist; all other errors may pass. */
export function isMissing(error: unknown): boolean {
  const { code, name } = (error ?? {}) as { code?: string; name?: string }
  return code === 'ENOENT' || name === 'NoSuchKey'
}
