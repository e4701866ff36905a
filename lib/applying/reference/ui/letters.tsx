import { db } from '@/db/client'
import type { ApplicationView } from '@/lib/applying/application/applicant-view'
import { instantInWords } from '@/lib/shared/ui/instant'
import { standingStates } from '../queries'
import { lettersFor, lettersUntil } from '../rules'
import { LetterStates } from './letter-states'

/** The open requests of a submitted application: who has answered, and who has not. */
export async function Letters({ view: { application, call } }: { view: ApplicationView }) {
  const section = call.definition.sections.find(({ kind }) => kind === 'references')
  const requests = await standingStates(db, application.id)
  if (!section || requests.length === 0) return null
  const isComplete = requests.every(({ state }) => state === 'received')
  const until = lettersUntil(application)
  return (
    <LetterStates
      title={section.title}
      href={`/apply/${application.id}/${section.key}`}
      requests={requests.map(({ name, state }) => [name, state])}
      missing={
        isComplete
          ? null
          : {
              open: lettersFor(application, new Date()) === 'open',
              until: [until.toISOString(), instantInWords(until, call.definition.timeZone)],
            }
      }
    />
  )
}
