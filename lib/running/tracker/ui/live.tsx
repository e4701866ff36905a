'use client'

import { useEffect, useState } from 'react'
import type { ShownTracker } from '../shown-tracker'
import { TrackerView } from './tracker-view'

type State = 'still' | 'live' | 'lost'

/** The tracker as rendered by the server, updating itself where the browser can follow it. */
export function Live({ initial, call }: { initial: ShownTracker; call: string }) {
  const [tracker, setTracker] = useState(initial)
  const [state, setState] = useState<State>('still')
  useEffect(() => {
    const source = new EventSource(`/api/tracker?call=${encodeURIComponent(call)}`)
    source.onmessage = ({ data }) => {
      setTracker(JSON.parse(data))
      setState('live')
    }
    // The browser reconnects by itself, unless the server has refused.
    source.onerror = () => setState('lost')
    return () => source.close()
  }, [call])
  return (
    <>
      <p data-feed={state}>
        {state === 'live' && 'These figures change by themselves. '}
        {state === 'lost' && 'The connection is lost, so these figures may be old. '}
        {/* A full page load, which also checks the sign-in. */}
        <a href={`/tracker?call=${encodeURIComponent(call)}`} className="link">
          Reload
        </a>
      </p>
      <TrackerView tracker={tracker} />
    </>
  )
}
