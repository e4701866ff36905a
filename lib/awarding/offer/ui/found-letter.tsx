import { formatDay } from '@/lib/shared/format/format'
import { Notice } from '@/lib/shared/ui/notice'
import type { FoundLetter as Found } from '../look-up'
import { initialsOf, stands } from '../rules'

/** A letter's public facts: enough to compare it with the paper, and nothing more about the person. */
export function FoundLetter({ letter }: { letter: Found }) {
  const { name, number, callTitle, track, issuedAt, zone, state, files } = letter
  const rows: [label: string, value: React.ReactNode][] = [
    ['Issued to', <bdi key="name">{initialsOf(name)}</bdi>],
    ['Application', number],
    ['Scholarship', `${track}, ${callTitle}`],
    ['Issued on', formatDay(issuedAt, zone)],
  ]
  const holds = stands(letter, new Date())
  return (
    <>
      {holds ? (
        <Notice tone="good" title={state === 'accepted' ? 'The offer stands, and was accepted' : 'The offer stands'}>
          <p>{state === 'accepted' ? 'The place is held.' : 'It has not been answered yet.'}</p>
        </Notice>
      ) : (
        <Notice tone="warning" title="The offer is no longer valid">
          <p>
            The letter was issued by this portal, but it is no longer valid: the place is not reserved for this person.
          </p>
        </Notice>
      )}
      <dl className="card divide-y divide-line">
        {rows.map(([label, value]) => (
          <div key={label} className="grid gap-x-4 py-2 sm:grid-cols-[12rem_1fr]">
            <dt className="text-quiet">{label}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <p>
        This page shows only the first letter of each word of the name. Compare it, and the number, with the letter that
        you have seen.
      </p>
      {files.length > 0 && (
        <section className="card space-y-3" aria-labelledby="files">
          <h2 id="files">The file itself</h2>
          <p>
            If you have the letter as a file, its SHA-256 is one of these; if it is another one, the file was changed. A
            letter is issued anew when the offer is accepted, for instance.
          </p>
          <ol className="divide-y divide-line">
            {files.map(({ sha256, madeAt }) => (
              <li key={sha256} className="py-2">
                <code className="text-sm break-all select-all">{sha256}</code>
                <span className="block text-sm text-quiet">Issued on {formatDay(madeAt, zone)}</span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  )
}
