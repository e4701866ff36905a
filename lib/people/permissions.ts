import { EDITABLE, REVIEWABLE, type State } from '@/lib/lifecycle/application'
import { type RequestAction, type RequestState, requestAllows } from '@/lib/lifecycle/requests'
import type { Actor, Person, Role } from './actor'

/** What `can` needs to know of an application. */
export type ApplicationSubject = {
  personId: string
  state: State
  callId: string
  institution: string | null
  submittedAt: Date | null
  tie: Tie
}

/** The actor's ties to the application besides their roles, see `tie.ts`. */
export type Tie = {
  /** Has declared a conflict of interest: sees nothing of it, in any role. */
  conflicted: boolean
  /** Their assignment, if it is released and still counts. */
  assignment: { cleared: boolean; submitted: boolean } | null
  /** The id of the present acting for the applicant, see `lib/applying/acting`. */
  acting: string | null
}

export const NO_TIE: Tie = { conflicted: false, assignment: null, acting: null }

/** Every action on an application, with the rule that allows it. Code cannot name any other action. */
const applicationRules = {
  read: (actor, application) => isOnItsSide(actor, application) || isStaffOf(actor, application),
  edit: (actor, application) => isOnItsSide(actor, application) && EDITABLE.includes(application.state),
  submit: (actor, application) => isOwner(actor, application) && EDITABLE.includes(application.state),
  withdraw: (actor, application) => isOwner(actor, application),
  reopen: (actor, application) => isOwner(actor, application),
  download: (actor, application) => isOnItsSide(actor, application) || isStaffOf(actor, application),
  /** Naming, inviting and replacing referees and the supervisor, before and after submission. */
  'ask-references': isOnItsSide,
  /** Beginning to fill it in for its applicant, who asked for help. */
  'act-for': mayActFor,
  /** Ending that. */
  'end-acting': (actor, application) => isOwner(actor, application) || mayActFor(actor, application),
  /** Letters and agreements themselves: the applicant never sees them. */
  'read-letters': (actor, application) => isStaffOf(actor, application),
  /** Eligibility, and returning it for correction. */
  check: isOfficerOf,
  /** Its reviewers by name, with the reasons against each; reopening their reviews. */
  assign: (actor, application) => isStaffOf(actor, application) && isChiefOf(actor, application.callId),
  'reopen-review': (actor, application) => isStaffOf(actor, application) && isChiefOf(actor, application.callId),
  /** Nobody whose own review is still open, not even as staff: it would no longer be their own. */
  'read-reviews': (actor, application) =>
    (isStaffOf(actor, application) && !owesReview(actor, application)) || hasReviewed(actor, application),
  discuss: (actor, application) =>
    (isStaffOf(actor, application) && isChiefOf(actor, application.callId) && !owesReview(actor, application)) ||
    hasReviewed(actor, application),
  /** Declaring whether there is a conflict of interest: this comes before anything personal is shown. */
  'declare-conflict': isReviewerOf,
  review: (actor, application) => isReviewerOf(actor, application) && application.tie.assignment!.cleared,
  /** To award, to put on the waiting list or not to award. */
  decide: (actor, application) => touches(actor, application) && isAdminOf(actor, application.callId),
  'answer-offer': isOwner,
  /** Confirming that the student has arrived, and marking the conditions of an offer. */
  enrol: isOfficerOf,
} satisfies Record<string, (actor: Actor, application: ApplicationSubject) => boolean>

export type ApplicationAction = keyof typeof applicationRules

/** Whether the actor may do this to the application. Pure; the state's own conditions are in `transitions.ts`. */
export function can(actor: Actor, action: ApplicationAction, application: ApplicationSubject): boolean {
  return applicationRules[action](actor, application)
}

/** Actions on the portal rather than on a single application, with the rule that allows each. */
const portalRules = {
  /** The admin's pages as a whole. */
  administration: isAdmin,
  /** Mails concern all Calls, so an admin of one has no access. */
  mail: isAdminOfAll,
  deadlines: isAdmin,
  calls: isAdmin,
  statistics: isAdmin,
  exports: isAdmin,
  /** Applications with their answers as a file; officers get those of their institution. */
  'answers-export': (actor) => isOfficer(actor) || isAdmin(actor),
  /** The job queue concerns all Calls. */
  jobs: isAdminOfAll,
  /** So do the technical pages: builds, disks, backups, settings. */
  system: isAdminOfAll,
  /** Accounts belong to no Call. */
  'sign-ins': isAdminOfAll,
  retention: isAdmin,
  people: isAdmin,
  acting: isAdmin,
  /** The record of who did what, as far as they may read it. */
  audit: isAdmin,
  /** The chain of all events, and the messages to other systems, concern all Calls. */
  chain: isAdminOfAll,
  webhooks: isAdminOfAll,
  /** Assignment of reviewers, their progress, calibration. */
  committee: isChief,
  /** The list of applications, in full or in part. */
  applications: (actor) => isStaff(actor) || isReviewer(actor),
  review: isReviewer,
  /** The open work of a person with a role. */
  work: (actor) => actor.kind === 'person' && actor.roles.length > 0,
  nominations: (actor) => isOfficer(actor) || isAdmin(actor),
  decisions: isAdmin,
  enrolment: (actor) => isOfficer(actor) || isAdmin(actor),
  /** The counts of places and applications, as far as they may read them. */
  tracker: isStaff,
} satisfies Record<string, (actor: Actor) => boolean>

export type PortalPart = keyof typeof portalRules

/** Whether the actor may see and run this part of the portal. Pure. */
export function canRun(actor: Actor, part: PortalPart): boolean {
  return portalRules[part](actor)
}

/** Whether the actor assigns reviewers of this Call, and follows and calibrates its reviews: its chief or an admin. */
export function canLead(actor: Actor, callId: string): boolean {
  return isChiefOf(actor, callId)
}

/** Whether the actor ranks and hands in the candidates of this institution: its officer, or an admin of the Call. */
export function canNominate(actor: Actor, callId: string, institution: string): boolean {
  return (
    actor.kind === 'person' &&
    (isAdminOf(actor, callId) ||
      actor.roles.some((role) => role.role === 'officer' && role.callId === callId && role.institution === institution))
  )
}

/** Whether the actor opens a list of nominations that was handed in: an admin of the Call or of all. */
export function canReopenNominations(actor: Actor, callId: string): boolean {
  return actor.kind === 'person' && isAdminOf(actor, callId)
}

/** Whether the actor decides on the applications to this Call, its places and its results: an admin of it or of all. */
export function canDecide(actor: Actor, callId: string): actor is Person {
  return actor.kind === 'person' && isAdminOf(actor, callId)
}

/** Whether the actor follows places and applications of this Call: its officers, its chief, its admins. */
export function canTrack(actor: Actor, callId: string): actor is Person {
  if (actor.kind !== 'person') return false
  return isChiefOf(actor, callId) || actor.roles.some((role) => role.role === 'officer' && role.callId === callId)
}

/** Whether the actor may move deadlines of this Call: an admin of it or of all. */
export function canExtend(actor: Actor, callId: string): boolean {
  return actor.kind === 'person' && isAdminOf(actor, callId)
}

/** Whether the actor takes applications to this Call with their answers as a file: its officers, an admin of it or of all. */
export function canExport(actor: Actor, callId: string): actor is Person {
  return (
    actor.kind === 'person' && exporting(actor).roles.some((role) => role.callId === null || role.callId === callId)
  )
}

/** The person with only the roles that take such files: it leaves out what they read in others, such as chief. */
export function exporting(person: Person): Person {
  return { ...person, roles: person.roles.filter(({ role }) => role === 'officer' || role === 'admin') }
}

/** Whether the actor edits this Call (null: creates a new one): an admin of it, or of all. */
export function canConfigure(actor: Actor, callId: string | null): boolean {
  return actor.kind === 'person' && isAdminOf(actor, callId)
}

/**
 * Whether the holder of the link may do this to the request, as far as its state allows. `lettersFor` says whether
 * letters are still of use.
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

/**
 * An admin of the Call, as long as the application can be changed: never for their own, nor with a conflict of
 * interest.
 */
function mayActFor(actor: Actor, application: ApplicationSubject): actor is Person {
  if (actor.kind !== 'person' || isOwner(actor, application) || application.tie.conflicted) return false
  return EDITABLE.includes(application.state) && isAdminOf(actor, application.callId)
}

/** One of these admins who acts for the applicant just now. */
export function actsFor(actor: Actor, application: ApplicationSubject): boolean {
  return mayActFor(actor, application) && application.tie.acting !== null
}

/**
 * The person who fills it in: its applicant, or an admin who acts for them. Decisions that only the applicant makes use
 * `isOwner`.
 */
export function isOnItsSide(actor: Actor, application: ApplicationSubject): boolean {
  return isOwner(actor, application) || actsFor(actor, application)
}

/**
 * Officers of the chosen institution, the chief reviewer and admins, after submission; never for their own application,
 * and never with a conflict of interest.
 */
function isStaffOf(actor: Actor, application: ApplicationSubject): boolean {
  return isOfficerOf(actor, application) || (touches(actor, application) && isChiefOf(actor, application.callId))
}

/** Whether people other than its applicant may know of it, and this one has no reason to keep away. */
function touches(actor: Actor, application: ApplicationSubject): actor is Person {
  if (actor.kind !== 'person' || isOwner(actor, application) || application.tie.conflicted) return false
  return application.state !== 'draft' && application.submittedAt !== null
}

/** Officers of the chosen institution, and admins, who may act in their place. */
function isOfficerOf(actor: Actor, application: ApplicationSubject): boolean {
  if (!touches(actor, application)) return false
  return (
    isAdminOf(actor, application.callId) ||
    actor.roles.some(
      (role) =>
        role.role === 'officer' && role.callId === application.callId && role.institution === application.institution,
    )
  )
}

/** A reviewer who has it after the release and has not stopped. */
function isReviewerOf(actor: Actor, application: ApplicationSubject): boolean {
  return (
    touches(actor, application) &&
    REVIEWABLE.includes(application.state) &&
    application.tie.assignment !== null &&
    hasRole(actor, 'reviewer', application.callId)
  )
}

/** A reviewer of it whose own review is open and not submitted. */
function owesReview(actor: Actor, application: ApplicationSubject): boolean {
  const { state, tie } = application
  return state === 'under-review' && isReviewerOf(actor, application) && !tie.assignment!.submitted
}

/** A reviewer who has submitted. */
function hasReviewed(actor: Actor, application: ApplicationSubject): boolean {
  if (!isReviewerOf(actor, application)) return false
  const { cleared, submitted } = application.tie.assignment!
  return cleared && submitted
}

function hasRole(person: Person, name: 'reviewer' | 'chief' | 'admin', callId: string | null): boolean {
  return person.roles.some(({ role, callId: of }) => role === name && (of === null || of === callId))
}

function isAdminOf(person: Person, callId: string | null): boolean {
  return hasRole(person, 'admin', callId)
}

/** The chief reviewer of the Call, and its admins, who may act in their place. */
function isChiefOf(actor: Actor, callId: string): boolean {
  return actor.kind === 'person' && (hasRole(actor, 'chief', callId) || isAdminOf(actor, callId))
}

function isChief(actor: Actor): boolean {
  return actor.kind === 'person' && actor.roles.some(({ role }) => role === 'chief' || role === 'admin')
}

function isOfficer(actor: Actor): boolean {
  return actor.kind === 'person' && actor.roles.some(({ role }) => role === 'officer')
}

function isReviewer(actor: Actor): boolean {
  return actor.kind === 'person' && actor.roles.some(({ role }) => role === 'reviewer')
}

/** People who read others' applications as staff. `can` says which ones, and `readable.ts` for lists. */
export function isStaff(actor: Actor): actor is Person {
  return isOfficer(actor) || isChief(actor)
}

/** The role in which a member of staff acts, for the record. */
export function staffRole(person: Person): 'admin' | 'chief' | 'officer' {
  const has = (name: Role['role']) => person.roles.some(({ role }) => role === name)
  return has('admin') ? 'admin' : has('chief') ? 'chief' : 'officer'
}

/** Whether the actor gives, changes and ends roles of this Call (null: of all Calls): an admin of it, or of all. */
export function canAppoint(actor: Actor, callId: string | null): boolean {
  return actor.kind === 'person' && isAdminOf(actor, callId)
}

/** The Calls whose people the actor manages; 'all' for an admin of all. */
export function appointsIn(actor: Actor): 'all' | string[] {
  if (isAdminOfAll(actor)) return 'all'
  return actor.kind === 'person'
    ? actor.roles.flatMap(({ role, callId }) => (role === 'admin' && callId ? [callId] : []))
    : []
}
