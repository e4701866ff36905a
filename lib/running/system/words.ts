import { formatNumber } from '@/lib/shared/format/format'

/** How far the database's clock is from this process's, in seconds. */
export function skewInWords(seconds: number): string {
  if (Math.abs(seconds) < 1) return 'less than a second apart'
  return `the database is ${formatNumber(Math.round(Math.abs(seconds)))} s ${seconds > 0 ? 'ahead' : 'behind'}`
}
