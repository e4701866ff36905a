import type { ReactNode } from 'react'
import { COLOURS } from '@/lib/shared/ui/bar-colours'
import { Bars, Legend } from '@/lib/shared/ui/bars'
import { SUBMITTED_STAGES, type SubmittedStage } from '../rules'
import type { ShownTracker } from '../shown-tracker'
import { Figures } from './figures'
import { Forecasts } from './forecasts'
import { Regions } from './regions'

/** The whole tracker, with charts and tables side by side. */
export function TrackerView({ tracker }: { tracker: ShownTracker }) {
  const { whole, tracks, institutions, countries, continents } = tracker
  return (
    <>
      {!whole && (
        <p>
          These figures count the applications that you can read, and no others: not your own, and none with which you
          have declared a conflict of interest.
        </p>
      )}
      <Part id="places" title="Places" wideTable>
        <div className="space-y-3">
          <Bars
            most={Math.max(...tracks.map(({ quota }) => quota))}
            bars={tracks.map(({ name, taken, enrolled, accepted, offered, free }) => ({
              label: name,
              value: taken,
              parts: [
                { value: enrolled, colour: COLOURS.enrolled },
                { value: accepted, colour: COLOURS.accepted },
                { value: offered, colour: COLOURS.offered },
                { value: free ?? 0, colour: COLOURS.free },
              ],
            }))}
          />
          <Legend
            of={[
              { label: 'Enrolled', colour: COLOURS.enrolled },
              { label: 'Accepted', colour: COLOURS.accepted },
              { label: 'Offered', colour: COLOURS.offered },
              ...(whole ? [{ label: 'Free', colour: COLOURS.free }] : []),
            ]}
          />
        </div>
        <Figures
          caption="Places by track"
          head={[
            'Track',
            'Places',
            whole ? 'Taken' : 'Taken, of those',
            ...(whole ? ['Free'] : []),
            'Offered',
            'Accepted',
            'Enrolled',
            'Waiting',
            'Undecided',
          ]}
          rows={tracks.map((line) => [
            line.name,
            line.quota,
            line.taken,
            ...(whole ? [line.free] : []),
            line.offered,
            line.accepted,
            line.enrolled,
            line.waiting,
            line.undecided,
          ])}
        />
      </Part>
      <Flow {...tracker} />
      <Forecasts {...tracker} />
      <section aria-labelledby="institutions" className="space-y-4">
        <h2 id="institutions">Institutions</h2>
        {institutions.length === 0 ? (
          <p className="card">No institution has a nominated application yet.</p>
        ) : (
          <Figures
            caption="Places by institution and track"
            head={[
              'Institution',
              'Track',
              'Undecided',
              'Offered',
              'Accepted',
              'Enrolled',
              'Waiting',
              'At most',
              'Free',
            ]}
            rows={institutions}
          />
        )}
      </section>
      <Part id="continents" title="Continents">
        <Regions of="Continent" lines={continents} />
      </Part>
      <Part id="countries" title="Countries">
        <Regions of="Country" lines={countries} />
      </Part>
    </>
  )
}

const LABELS: Record<SubmittedStage, string> = {
  submitted: 'Submitted',
  eligible: 'Found eligible',
  nominated: 'Nominated',
  awarded: 'Offered a place',
  accepted: 'Accepted',
  enrolled: 'Enrolled',
}

function Flow({ flow }: Pick<ShownTracker, 'flow'>) {
  const lines: [string, number][] = SUBMITTED_STAGES.map((stage) => [LABELS[stage], flow.stages[stage]])
  if (flow.started !== null) lines.unshift(['Started', flow.started])
  const share = (value: number, at: number) => {
    const before = lines[at - 1]?.[1]
    return before ? `${Math.round((100 * value) / before)} %` : null
  }
  return (
    <Part id="flow" title="From started to enrolled">
      <Bars bars={lines.map(([label, value]) => ({ label, parts: [{ value, colour: COLOURS.accepted }] }))} />
      <Figures
        caption="How many applications reached each stage"
        head={['Stage', 'Reached', 'Of the stage before']}
        rows={lines.map(([label, value], at) => [label, value, share(value, at)])}
      />
    </Part>
  )
}

/** A chart with its table beside it, or below it where the table is wide. */
function Part(props: { id: string; title: string; wideTable?: boolean; children: ReactNode }) {
  const { id, title, wideTable, children } = props
  const columns = wideTable ? '' : 'lg:grid-cols-2'
  return (
    <section aria-labelledby={id} className="space-y-4">
      <h2 id={id}>{title}</h2>
      <div className={`grid items-start gap-6 ${columns} [&>*]:min-w-0`}>{children}</div>
    </section>
  )
}
