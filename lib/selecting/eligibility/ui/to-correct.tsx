import { db } from '@/db/client'
import type { Application } from '@/lib/applying/application/queries'
import { Instant } from '@/lib/shared/ui/instant'
import { Notice } from '@/lib/shared/ui/notice'
import { toldTo } from '../queries'

type Props = { application: Application; editable: boolean; zone: string }

/** The result of the check for the applicant: what to correct and by when, or why it is not eligible; else nothing. */
export async function ToldOfCheck({ application, editable, zone }: Props) {
  const decision = await toldTo(db, application)
  const { state, correctBy } = application
  if (state === 'returned' && !editable) {
    return (
      <Notice tone="warning" title="The deadline to correct your application has passed">
        <p>Your earlier submission counts.</p>
      </Notice>
    )
  }
  if (state === 'returned' && correctBy) {
    return (
      <Notice tone="warning" title="Please correct your application and submit it again">
        {decision?.told && <Told text={decision.told} />}
        <p>
          You can do so until{' '}
          <strong>
            <Instant at={correctBy} zone={zone} />
          </strong>
          . If you do not, your earlier submission counts. The scholarship and the host institution stay as they are.
        </p>
      </Notice>
    )
  }
  if (state !== 'ineligible' || !decision?.told) return null
  return (
    <Notice tone="bad" title="Your application is not eligible">
      <p>We checked your application and cannot consider it further. The reason:</p>
      <Told text={decision.told} />
    </Notice>
  )
}

const Told = ({ text }: { text: string }) => (
  <p dir="auto" className="my-2 whitespace-pre-wrap border-l-4 border-line pl-3">
    {text}
  </p>
)
