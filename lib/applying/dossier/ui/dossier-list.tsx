import { Tag } from '@/lib/shared/ui/tag'
import type { Listed } from '../list'

/** Submitted applications, each with what has arrived and a link to its dossier. */
export function DossierList({ dossiers }: { dossiers: Listed[] }) {
  if (dossiers.length === 0) return null
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-white">
      {dossiers.map((dossier) => (
        <li key={dossier.id} className="grid gap-x-6 gap-y-2 p-4 sm:grid-cols-[1fr_auto]">
          <div>
            <h2 className="text-base">
              <bdi>{dossier.applicant}</bdi>
            </h2>
            <p className="text-quiet">
              {[dossier.number, dossier.track, dossier.institution].filter(Boolean).join(' · ')}
            </p>
            <p className="mt-1 flex flex-wrap gap-2">
              <Letters {...dossier.letters} />
              {dossier.agreement && (
                <Tag tone={dossier.agreement === 'received' ? 'green' : 'yellow'}>
                  {dossier.agreement === 'received' ? 'Agreement received' : 'Agreement missing'}
                </Tag>
              )}
            </p>
          </div>
          <p className="self-center">
            <a className="link" href={`/api/applications/${dossier.id}/dossier`}>
              Dossier<span className="sr-only"> of {dossier.applicant}</span>
            </a>
          </p>
        </li>
      ))}
    </ul>
  )
}

function Letters({ received, asked, freeMail }: Listed['letters']) {
  if (asked === 0) return null
  return (
    <>
      <Tag tone={received === asked ? 'green' : 'yellow'}>{`Letters: ${received} of ${asked}`}</Tag>
      {freeMail > 0 && <Tag>{freeMail === 1 ? '1 free-mail address' : `${freeMail} free-mail addresses`}</Tag>}
    </>
  )
}
