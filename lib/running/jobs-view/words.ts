/** What a task does, in words. Pure. */
const TASKS: Record<string, string> = {
  'send-mail': 'Send a mail',
  dossier: 'Make a dossier',
  calibrate: 'Calibrate reviews',
  'assign-reviewers': 'Propose assignments',
  'tell-extension': 'Announce a later deadline',
  'remind-drafts': 'Remind applicants who have a draft',
  'remind-referees': 'Remind referees and supervisors',
  'remind-nominators': 'Remind institutions of their lists',
  'remind-corrections': 'Remind applicants of corrections',
  'end-actings': 'End acting for applicants whose time is over',
  'scan-files': 'Check files for malware',
  'end-corrections': 'End corrections that are overdue',
  'clean-up': 'Remove expired sessions, links and counts',
  'sweep-files': 'Remove files that nothing needs',
  'expire-offers': 'End offers that applicants did not answer',
  'tell-results': 'Send applicants their results',
  'release-assignments': 'Release assignments',
  'verify-events': 'Check the record of events',
  'erase-expired': 'Erase personal data whose time is over',
  'remove-files': 'Remove files of erased applications',
  'deliver-webhook': 'Send a message to a webhook',
  'remind-offers': 'Remind applicants of offers',
}

/** The task's words, else its name. */
export const taskInWords = (task: string) => TASKS[task] ?? task
