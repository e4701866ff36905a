import type { Task, TaskList } from 'graphile-worker'
import type { Transporter } from 'nodemailer'
import * as z from 'zod'
import { type Database, db } from '@/db/client'
import { endAllLapsed } from '@/lib/applying/acting/end'
import { remindDrafts } from '@/lib/applying/deadline/remind'
import { tellExtension } from '@/lib/applying/deadline/tell-extension'
import { sweepFiles } from '@/lib/applying/document/sweep'
import { makeDossier } from '@/lib/applying/dossier/make'
import { scanWaiting } from '@/lib/applying/malware/scan-waiting'
import { remindReferees } from '@/lib/applying/reference/remind'
import { expireOffers } from '@/lib/awarding/decision/answer'
import { tellResults } from '@/lib/awarding/decision/tell'
import { remindOffers } from '@/lib/awarding/offer/remind'
import { sendMessage } from '@/lib/platform/mail/send'
import { runCheck } from '@/lib/running/audit/check'
import { eraseExpired, removeErasedFiles } from '@/lib/running/retention/by-time'
import { cleanUp } from '@/lib/running/system/clean'
import { deliverWebhook } from '@/lib/running/webhook/deliver'
import { makeAssignment } from '@/lib/selecting/assignment/make'
import { makeRelease } from '@/lib/selecting/assignment/release-job'
import { makeCalibration } from '@/lib/selecting/calibration/make'
import { endCorrections, remindCorrections } from '@/lib/selecting/eligibility/corrections'
import { remindNominators } from '@/lib/selecting/nomination/remind'

const dossierJob = z.object({ applicationId: z.string(), variant: z.enum(['full', 'own']) })
const mailJob = z.object({ id: z.string() })

/** The scheduled tasks: minute, hour, day, month, weekday (UTC), and the task. */
export const CRONTAB = [
  '7 * * * * remind-drafts',
  '17 * * * * clean-up',
  '27 * * * * remind-referees',
  '37 * * * * remind-nominators',
  '37 * * * * remind-corrections',
  '* * * * * end-actings',
  '*/10 * * * * end-corrections',
  '47 * * * * remind-offers',
  '* * * * * scan-files',
  '*/5 * * * * expire-offers',
  '47 2 * * * erase-expired',
  '17 3 * * * sweep-files',
].join('\n')

/** Every task of the job queue except sending mail, which needs a mail server. */
export function tasks(): TaskList {
  return {
    'clean-up': async () => void (await cleanUp(db)),
    'remind-drafts': async () => void (await remindDrafts(db)),
    'tell-extension': (payload) => tellExtension(db, payload),
    'assign-reviewers': (payload) => makeAssignment(db, payload),
    'verify-events': (payload) => runCheck(db, payload),
    'release-assignments': (payload) => makeRelease(db, payload),
    calibrate: (payload) => makeCalibration(db, payload),
    'remind-referees': async () => void (await remindReferees(db)),
    'remind-nominators': async () => void (await remindNominators(db)),
    'remind-corrections': async () => void (await remindCorrections(db)),
    'remind-offers': async () => void (await remindOffers(db)),
    'expire-offers': async () => void (await expireOffers(db)),
    'tell-results': (payload) => tellResults(db, payload),
    'end-actings': () => endAllLapsed(db),
    'scan-files': () => scanWaiting(db),
    'end-corrections': async () => void (await endCorrections(db)),
    'deliver-webhook': (payload) => deliverWebhook(db, payload),
    'erase-expired': async () => void (await eraseExpired(db)),
    'sweep-files': async () => void (await sweepFiles(db)),
    'remove-files': (payload) => removeErasedFiles(payload),
    dossier: async (payload) => {
      const { applicationId, variant } = dossierJob.parse(payload)
      await makeDossier(applicationId, variant)
    },
  }
}

export function mailTask(database: Database, transport: Transporter, from: string): Task {
  return (payload, { job }) =>
    sendMessage(database, transport, from, { ...mailJob.parse(payload), last: job.attempts >= job.max_attempts })
}
