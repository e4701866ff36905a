import { formatInstant, zoneName } from '@/lib/shared/format/format'
import { LocalTime } from './clock'

/** An instant in the call's zone, and in the visitor's own where that differs. */
export function When({ at, zone }: { at: Date | string; zone: string }) {
  const iso = new Date(at).toISOString()
  return (
    <>
      <time dateTime={iso}>{formatInstant(iso, zone)}</time> <span className="whitespace-nowrap">{zoneName(zone)}</span>
      <LocalTime at={iso} zone={zone} />
    </>
  )
}
