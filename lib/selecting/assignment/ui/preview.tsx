import Link from 'next/link'
import type { CallDefinition } from '@/lib/call/definition'
import { count } from '@/lib/shared/format/format'
import { Heads, Pages, ScrollTable } from '@/lib/shared/ui/table'
import type { Change, ProposedLoad } from '../preview'
import { FITS, histogramOf, spreadOf } from '../spread'
import { FigureTable } from './table'

const BARS = 8

/** How even the loads would be, and how well the pairs fit. */
export function Quality({ loads, fits }: { loads: ProposedLoad[]; fits: Map<number, number> }) {
  const spread = spreadOf(loads.map(({ load }) => load))
  if (!spread) return null
  const bars = histogramOf(
    loads.map(({ load }) => load),
    BARS,
  )
  const highest = Math.max(...bars.map((bar) => bar.count))
  const pairs = [...fits.values()].reduce((sum, n) => sum + n, 0)
  return (
    <section aria-labelledby="quality" className="space-y-3">
      <h2 id="quality">How good it is</h2>
      <p>
        With what they have already,{' '}
        {spread.least === spread.most
          ? `every reviewer would have ${spread.most}.`
          : `reviewers would have from ${spread.least} to ${spread.most} applications; half have ${spread.median} or fewer.`}
      </p>
      <div className="grid gap-4 md:grid-cols-2">
        <FigureTable
          label="How many reviewers have how many applications"
          columns={['Applications', 'Reviewers']}
          rows={bars.map(({ from, to, count: n }) => [
            from === to ? from : `${from} to ${to}`,
            <Bar key="bar" value={n} most={highest} />,
          ])}
        />
        <FigureTable
          label="How well the pairs fit"
          columns={['How well they fit', 'Pairs']}
          rows={FITS.map(({ words }, at) => [words, <Bar key="bar" value={fits.get(at) ?? 0} most={pairs} />])}
        />
      </div>
    </section>
  )
}

/** What each reviewer has, would get, and would have then. */
export function Loads({ loads, tracks }: { loads: ProposedLoad[]; tracks: CallDefinition['tracks'] }) {
  const getting = loads.filter((one) => one.count > 0).length
  return (
    <section aria-labelledby="reviewers" className="space-y-3">
      <h2 id="reviewers">What each reviewer would get</h2>
      <p>
        {count(getting, 'reviewer')} would get more
        {loads.length > getting && `, ${count(loads.length - getting, 'reviewer')} nothing new`}. Nothing is taken from
        anybody. How well the applications fit is in points: 0 is best.
      </p>
      <FigureTable
        label="What each reviewer would get"
        columns={[
          'Reviewer',
          'Has',
          'Added',
          'Then',
          'Takes on',
          ...tracks.map(({ name }) => name),
          'Points on average',
        ]}
        rows={loads.map((row) => [
          <bdi key="name">{row.name}</bdi>,
          row.kept,
          row.count,
          <Bar key="bar" value={row.load} most={row.limit} />,
          row.limit,
          ...tracks.map(({ key }) => row.tracks[key] ?? 0),
          row.count > 0 ? row.fit.toFixed(1) : '',
        ])}
      />
    </section>
  )
}

type ChangesProps = { changes: Change[]; total: number; page: number; size: number; hrefOf: (page: number) => string }

/** The present and the new reviewers of each application. */
export function Changes({ changes, total, page, size, hrefOf }: ChangesProps) {
  return (
    <section aria-labelledby="changes" className="space-y-3">
      <h2 id="changes">What changes for each application</h2>
      <p>{count(total, 'application')} would get a reviewer. Present reviewers keep their applications.</p>
      <ScrollTable label="Changes by application">
        <Heads columns={[{ label: 'Application' }, { label: 'Kept' }, { label: 'Added' }]} />
        <tbody className="align-top">
          {changes.map(({ id, number, kept, added }) => (
            <tr key={id}>
              <th scope="row" className="whitespace-nowrap font-normal">
                <Link className="link" prefetch={false} href={`/applications/${id}/reviewers`}>
                  {number}
                </Link>
              </th>
              <td className="min-w-40">{kept.length > 0 ? <Names names={kept} /> : 'Nobody yet'}</td>
              <td className="min-w-40">
                <Names names={added} />
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      <Pages page={page} pages={Math.max(1, Math.ceil(total / size))} hrefOf={hrefOf} />
    </section>
  )
}

function Names({ names }: { names: string[] }) {
  return names.map((name, at) => (
    <span key={at}>
      {at > 0 && ', '}
      <bdi>{name}</bdi>
    </span>
  ))
}

/** A figure with a bar for it. */
function Bar({ value, most }: { value: number; most: number }) {
  return (
    <span className="inline-flex items-center justify-end gap-3">
      {value}
      <progress
        aria-hidden="true"
        value={value}
        max={Math.max(1, most)}
        className="h-3 w-24 appearance-none overflow-hidden rounded-full border border-line bg-white [&::-moz-progress-bar]:bg-brand-700 [&::-webkit-progress-bar]:bg-white [&::-webkit-progress-value]:bg-brand-700"
      />
    </span>
  )
}
