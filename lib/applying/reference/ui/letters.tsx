import { db } from '@/db/client'
import type { ApplicationView } from '@/lib/applying/application/applicant-view'
import { Instant } from '@/lib/shared/ui/instant'
import { standingStates } from '../queries'
import { lettersFor, lettersUntil } from '../rules'
import { LetterStates } from './letter-states'

/** The open requests of a submitted application: who has answered, and who has not. */
export async function Letters({ view: { application, call } }: { view: ApplicationView }) {
  const section = call.definition.sections.find(({ kind }) => kind === 'references')
  const requests = await standingStates(db, application.id)
  if (!section || requests.length === 0) return null
  const missing = requests.filter(({ state }) => state !== 'received').length
  const open = lettersFor(application, new Date()) === 'open'
  return (
    <section className="card space-y-3" aria-labelledby="letters">
      <h2 id="letters">{section.title}</h2>
      <p>
        {missing === 0
          ? 'Everybody has answered.'
          : `${missing} of ${requests.length} ${missing === 1 ? 'answer is' : 'answers are'} still missing. `}
        {missing > 0 && (
          <>
            {open ? 'They are taken until ' : 'They were taken until '}
            <Instant at={lettersUntil(application)} zone={call.definition.timeZone} />.
          </>
        )}
      </p>
      <LetterStates requests={requests} />
      <a className="link" href={`/apply/${application.id}/${section.key}`}>
        {open && missing > 0 ? 'Send a mail again, or name somebody else' : 'See details'}
      </a>
    </section>
  )
}
