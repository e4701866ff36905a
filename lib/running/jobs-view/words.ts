/** What a task does, in words. Pure. */
const TASKS: Record<string, string> = {
  'send-mail': 'Send a mail',
  dossier: 'Make a dossier',
  calibrate: 'Calibrate reviews',
  'assign-reviewers': 'Propose assignments',
  'tell-extension': 'Tell of a later deadline',
  'remind-drafts': 'Remind who has a draft',
  'remind-referees': 'Remind referees and supervisors',
  'remind-nominators': 'Remind institutions of their lists',
  'remind-corrections': 'Remind of corrections',
  'end-actings': 'End help for applicants whose time is over',
  'scan-files': 'Check files for malware',
  'end-corrections': 'End corrections that are overdue',
  'clean-up': 'Remove what has had its time',
  'sweep-files': 'Remove files that nothing needs',
  'expire-offers': 'End offers that were not answered',
  'tell-results': 'Tell applicants their results',
  'release-assignments': 'Release assignments',
  'verify-events': 'Check the record of events',
  'erase-expired': 'Erase what is kept long enough',
  'remove-files': 'Remove files that are erased',
  'deliver-webhook': 'Tell a webhook',
  'remind-offers': 'Remind of offers',
}

/** The task's words, else its name. */
export const taskInWords = (task: string) => TASKS[task] ?? task
