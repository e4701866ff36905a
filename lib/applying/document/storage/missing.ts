/** Whether a storage's error says that there is no such file; all others may pass. */
export function isMissing(error: unknown): boolean {
  const { code, name } = (error ?? {}) as { code?: string; name?: string }
  return code === 'ENOENT' || name === 'NoSuchKey'
}
