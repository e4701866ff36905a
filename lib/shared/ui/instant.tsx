import { formatInstant } from '@/lib/shared/format/format'
/** A moment in a named zone, for example '31 March 2021, 23:59 (Beijing time)'. */
export function instantInWords(at: Date, zone: string): string {
  return `${formatInstant(at, zone)} (${zone === 'Asia/Shanghai' ? 'Beijing time' : zone})`
}

export function Instant({ at, zone }: { at: Date; zone: string }) {
  return <time dateTime={at.toISOString()}>{instantInWords(at, zone)}</time>
}
