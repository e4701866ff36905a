import { type ApplicationAction, can } from '@/lib/people/permissions'
import { getActor } from '@/lib/people/session'
import { NavLinks } from '@/lib/shared/ui/nav-links'
import { applicationAsked } from '../staff-view'

/** An application's pages for staff, each with the right that it needs. */
const PAGES: { path: string; label: string; needs: ApplicationAction }[] = [
  { path: '', label: 'Overview', needs: 'read-letters' },
  { path: '/check', label: 'Eligibility', needs: 'check' },
  { path: '/letters', label: 'Letters', needs: 'read-letters' },
  { path: '/reviewers', label: 'Reviewers', needs: 'assign' },
  { path: '/reviews', label: 'Reviews', needs: 'read-reviews' },
  { path: '/offer', label: 'Offer', needs: 'enrol' },
]

/** Links between an application's pages; nothing for people who may not see it. */
export async function StaffNav({ id }: { id: string }) {
  const actor = await getActor()
  const application = await applicationAsked(id)
  if (!application || !can(actor, 'read-letters', application)) return null
  const links = PAGES.filter(({ needs }) => can(actor, needs, application)).map(({ path, label }) => ({
    href: `/applications/${id}${path}`,
    label,
  }))
  return (
    <nav aria-label={`Application ${application.number}`} className="border-b border-line bg-white">
      <NavLinks links={links} />
    </nav>
  )
}
