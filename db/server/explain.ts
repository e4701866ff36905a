import { Problem, tellsOfFullDisk } from '@/lib/shared/problem'

/** Finds the line in a PostgreSQL program's output or log that explains the failure, as a Problem. */
export function explain(what: string, text: string): Problem {
  if (tellsOfFullDisk(text)) return new Problem('the disk is full: about 300 MB are needed.')
  const lines = text.trim().split('\n')
  const telling = lines.filter((line) => /FATAL|PANIC|error|could not/i.test(line)).at(-1)
  return new Problem(`${what}: ${(telling ?? lines.at(-1) ?? '').trim() || 'no reason given'}`)
}
