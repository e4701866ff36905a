import type { Letter } from '../render'
import { actingBegan, actingEnded } from './acting'
import { alreadyRegistered } from './already-registered'
import {
  applicationCheckedAgain,
  applicationEligible,
  applicationIneligible,
  applicationReopened,
  applicationReturned,
  applicationSubmitted,
  applicationWithdrawn,
} from './application'
import { applicationCorrected, correctionReminder } from './correction'
import { deadlineExtended, draftReminder } from './deadline'
import {
  decisionProposed,
  enrolled,
  offerAccepted,
  offerDeclined,
  offerExpired,
  promotionWaiting,
  resultAwarded,
  resultNotAwarded,
  resultWaitingList,
} from './decision'
import { knowBrowser } from './know-browser'
import { documentInfected, letterInfected } from './malware'
import { nominationsHandedIn, nominationsReminder, nominationsReopened } from './nomination'
import { offerAnswered, offerCondition, offerDeferred, offerReminder, offerRevoked } from './offer'
import { passwordChanged } from './password-changed'
import { requestAnswered, requestEnded, requestInvitation, requestReceipt, requestReminder } from './reference'
import { resetPassword } from './reset-password'
import {
  reviewComment,
  reviewConflict,
  reviewDeclined,
  reviewLoad,
  reviewNobodyFurther,
  reviewReminder,
  reviewRemoved,
  reviewReopened,
  reviewsAssigned,
} from './review'
import { secondFactorChanged } from './second-factor'
import { roleEnded, roleGiven, staffInvitation } from './staff'
import { tokenMade } from './token'
import { verifyEmail } from './verify-email'

/** Every mail of the portal, by its name. A new one is a function here; `queueMail` takes its data's type from it. */
export const templates = {
  'verify-email': verifyEmail,
  'already-registered': alreadyRegistered,
  'reset-password': resetPassword,
  'know-browser': knowBrowser,
  'password-changed': passwordChanged,
  'application-submitted': applicationSubmitted,
  'application-withdrawn': applicationWithdrawn,
  'application-reopened': applicationReopened,
  'application-eligible': applicationEligible,
  'application-ineligible': applicationIneligible,
  'application-returned': applicationReturned,
  'application-checked-again': applicationCheckedAgain,
  'application-corrected': applicationCorrected,
  'correction-reminder': correctionReminder,
  'acting-began': actingBegan,
  'acting-ended': actingEnded,
  'request-invitation': requestInvitation,
  'request-reminder': requestReminder,
  'request-receipt': requestReceipt,
  'request-ended': requestEnded,
  'request-answered': requestAnswered,
  'document-infected': documentInfected,
  'letter-infected': letterInfected,
  'deadline-extended': deadlineExtended,
  'draft-reminder': draftReminder,
  'nominations-handed-in': nominationsHandedIn,
  'nominations-reopened': nominationsReopened,
  'nominations-reminder': nominationsReminder,
  'review-conflict': reviewConflict,
  'review-declined': reviewDeclined,
  'review-reopened': reviewReopened,
  'review-comment': reviewComment,
  'reviews-assigned': reviewsAssigned,
  'review-nobody-further': reviewNobodyFurther,
  'review-removed': reviewRemoved,
  'review-load': reviewLoad,
  'review-reminder': reviewReminder,
  'result-awarded': resultAwarded,
  'result-waiting-list': resultWaitingList,
  'result-not-awarded': resultNotAwarded,
  'offer-accepted': offerAccepted,
  'offer-declined': offerDeclined,
  'offer-expired': offerExpired,
  enrolled,
  'offer-reminder': offerReminder,
  'offer-condition': offerCondition,
  'offer-deferred': offerDeferred,
  'offer-answered': offerAnswered,
  'offer-revoked': offerRevoked,
  'promotion-waiting': promotionWaiting,
  'decision-proposed': decisionProposed,
  'staff-invitation': staffInvitation,
  'role-given': roleGiven,
  'role-ended': roleEnded,
  'second-factor-changed': secondFactorChanged,
  'token-made': tokenMade,
}

type Templates = typeof templates
export type Template = keyof Templates
export type TemplateData<T extends Template> = Parameters<Templates[T]>[0]

/** Mails with a link that is as good as a password: the portal removes their text once they are sent. */
export const SECRET: readonly Template[] = [
  'verify-email',
  'reset-password',
  'know-browser',
  'request-invitation',
  'request-reminder',
  'letter-infected',
  'staff-invitation',
]

export function write<T extends Template>(template: T, data: TemplateData<T>): Letter {
  return (templates[template] as (data: TemplateData<T>) => Letter)(data)
}
