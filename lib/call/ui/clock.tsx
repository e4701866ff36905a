'use client'

import { useEffect, useState } from 'react'
import { formatInstant } from '@/lib/shared/format/format'
import { remaining } from './remaining'

/** The same instant in the visitor's own time zone, once the browser names it. Without scripts it shows nothing. */
export function LocalTime({ at, zone }: { at: string; zone: string }) {
  const [text, setText] = useState('')
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone
    const say = (timeZone: string) => formatInstant(at, timeZone)
    if (own && say(own) !== say(zone)) setText(`${say(own)} ${placeOf(own)}`)
  }, [at, zone])
  return text && <span className="block text-sm opacity-90 print:hidden">{text}</span>
}

/** 'Africa/Nairobi' as people say it: 'Nairobi time'. */
function placeOf(zone: string): string {
  const city = zone.split('/').at(-1)?.replaceAll('_', ' ')
  return zone.includes('/') ? `${city} time` : zone
}

/**
 * The time left until an instant. It uses the server's clock, so a visitor's wrong clock does no harm; screen readers
 * do not read role 'timer' out at each tick.
 */
export function Countdown({ to, now, ended }: { to: string; now: number; ended: string }) {
  const [left, setLeft] = useState(Date.parse(to) - now)
  useEffect(() => {
    const loaded = performance.now()
    const tick = () => setLeft(Date.parse(to) - now - (performance.now() - loaded))
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [to, now])
  return (
    <span role="timer" className="tabular-nums">
      {left > 0 ? remaining(left) : ended}
    </span>
  )
}
