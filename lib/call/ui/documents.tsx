import type { CallDefinition, DocumentKind } from '@/lib/call/definition'
import { conditionText, documentLimits } from './definition-words'
import { trackNames } from './rules'

/** What applicants need: for everyone, then what each track asks for as well. */
export function Documents({ definition }: { definition: CallDefinition }) {
  const forAll = definition.documents.filter((document) => !document.tracks)
  const groups = definition.tracks
    .map((track) => ({
      track,
      documents: definition.documents.filter((document) => document.tracks?.includes(track.key)),
    }))
    .filter((group) => group.documents.length > 0)
  return (
    <div className="space-y-6">
      <DocumentList title="Every applicant" definition={definition} documents={forAll} />
      {groups.map(({ track, documents }) => (
        <DocumentList
          key={track.key}
          title={`${track.name} applicants also`}
          definition={definition}
          documents={documents}
        />
      ))}
    </div>
  )
}

function DocumentList(props: { title: string; definition: CallDefinition; documents: DocumentKind[] }) {
  const { title, definition, documents } = props
  if (documents.length === 0) return null
  return (
    <div>
      <h3>{title}</h3>
      <ul className="mt-2 max-w-3xl divide-y divide-line border-y border-line bg-white">
        {documents.map((document) => (
          <li key={document.key} className="px-4 py-3">
            <p className="font-semibold">
              {document.label}
              {document.min === 0 && <span className="font-normal text-quiet"> (optional)</span>}
              {document.when && (
                <span className="font-normal text-quiet"> – {conditionText(definition, document.when)}</span>
              )}
            </p>
            {document.hint && <p className="text-quiet">{document.hint}</p>}
            <p className="text-sm text-quiet">{documentLimits(document)}</p>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What reviewers score, and the weight of each. */
export function Criteria({ definition }: { definition: CallDefinition }) {
  const total = definition.criteria.reduce((sum, criterion) => sum + criterion.weight, 0)
  // Criteria of only some tracks make the shares differ by track; then only the weight is true for all.
  const shares = definition.criteria.every((criterion) => !criterion.tracks)
  return (
    <ul className="max-w-3xl divide-y divide-line border-y border-line">
      {definition.criteria.map((criterion) => (
        <li key={criterion.key} className="grid gap-x-6 py-3 sm:grid-cols-[1fr_9rem]">
          <div>
            <p className="font-semibold">{criterion.label}</p>
            {criterion.hint && <p className="text-quiet">{criterion.hint}</p>}
            {criterion.tracks && <p className="text-sm text-quiet">{trackNames(definition, criterion.tracks)} only</p>}
          </div>
          <p className="text-quiet sm:text-right">
            {shares ? `${Math.round((criterion.weight / total) * 100)}% of the score` : `weight ${criterion.weight}`}
          </p>
        </li>
      ))}
    </ul>
  )
}
