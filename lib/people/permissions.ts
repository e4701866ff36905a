import { EDITABLE, type State } from '@/lib/application/states'
import { type RequestAction, requestAllows } from '@/lib/reference/rules'
import type { RequestState } from '@/lib/reference/states'
import type { Actor, Person } from './actor'

/** What `can` needs to know of an application. */
export type ApplicationSubject = {
  personId: string
  state: State
  callId: string
  institution: string | null
  submittedAt: Date | null
}

/** Every action on an application, with the rule that allows it. An action that is not here cannot be named. */
const applicationRules = {
  read: (actor, application) => isOwner(actor, application) || isStaffOf(actor, application),
  edit: (actor, application) => isOwner(actor, application) && EDITABLE.includes(application.state),
  submit: (actor, application) => isOwner(actor, application) && EDITABLE.includes(application.state),
  withdraw: (actor, application) => isOwner(actor, application),
  reopen: (actor, application) => isOwner(actor, application),
  download: (actor, application) => isOwner(actor, application) || isStaffOf(actor, application),
  /** Naming, inviting and replacing referees and the supervisor, before and after submission. */
  'ask-references': (actor, application) => isOwner(actor, application),
  /** Letters and agreements themselves: never the applicant's to see. */
  'read-letters': (actor, application) => isStaffOf(actor, application),
} satisfies Record<string, (actor: Actor, application: ApplicationSubject) => boolean>

export type ApplicationAction = keyof typeof applicationRules

/** Says whether the actor may do this to the application. Pure; the state's own conditions are in `transitions.ts`. */
export function can(actor: Actor, action: ApplicationAction, application: ApplicationSubject): boolean {
  return applicationRules[action](actor, application)
}

/** What is about the portal and no single application, with the rule that allows it. */
const portalRules = {
  /** The admin's pages as such. */
  administration: isAdmin,
  /** Mails are of all Calls, so that an admin of one has no business with them. */
  mail: isAdminOfAll,
  deadlines: isAdmin,
} satisfies Record<string, (actor: Actor) => boolean>

export type PortalPart = keyof typeof portalRules

/** Says whether the actor may see and run this part of the portal. Pure. */
export function canRun(actor: Actor, part: PortalPart): boolean {
  return portalRules[part](actor)
}

/** Whether the actor may move deadlines of this Call: an admin of it or of all. */
export function canExtend(actor: Actor, callId: string): boolean {
  return actor.kind === 'person' && isAdminOf(actor, callId)
}

/**
 * Whether whoever holds the link may do this to the request, as far as its state goes. Whether letters are of use is
 * `lettersFor`'s to say.
 */
export function canAnswer(actor: Actor, action: RequestAction, request: { id: string; state: RequestState }): boolean {
  return actor.kind === 'link' && actor.requestId === request.id && requestAllows(action, request.state)
}

/** An admin, of one Call or of all. */
function isAdmin(actor: Actor): boolean {
  return actor.kind === 'person' && actor.roles.some(({ role }) => role === 'admin')
}

function isAdminOfAll(actor: Actor): boolean {
  return actor.kind === 'person' && actor.roles.some(({ role, callId }) => role === 'admin' && callId === null)
}

function isOwner(actor: Actor, application: ApplicationSubject): boolean {
  return actor.kind === 'person' && actor.id === application.personId
}

/** Officers of the chosen institution and admins, once it was submitted; never on their own application as staff. */
function isStaffOf(actor: Actor, application: ApplicationSubject): boolean {
  if (actor.kind !== 'person' || isOwner(actor, application)) return false
  if (application.state === 'draft' || application.submittedAt === null) return false
  return (
    isAdminOf(actor, application.callId) ||
    actor.roles.some(
      (role) =>
        role.role === 'officer' && role.callId === application.callId && role.institution === application.institution,
    )
  )
}

function isAdminOf(person: Person, callId: string): boolean {
  return person.roles.some((role) => role.role === 'admin' && (role.callId === null || role.callId === callId))
}

/** Officers and admins: whoever reads applications of others. Which ones is `can`'s to say, and for lists `readable.ts`. */
export function isStaff(actor: Actor): actor is Person {
  return actor.kind === 'person' && actor.roles.some(({ role }) => role === 'officer' || role === 'admin')
}

/** In which role somebody of the staff acts, for the record. */
export function staffRole(person: Person): 'admin' | 'officer' {
  return person.roles.some(({ role }) => role === 'admin') ? 'admin' : 'officer'
}
