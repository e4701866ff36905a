import { randomUUID } from 'node:crypto'
import { LEADERS, REVIEWERS, type Rule } from './rule'
import { loadsOf, remindersOf, reviewOf, runsOf } from './watch'

/** Assignment of reviewers, their reviews, calibration. */
export const review: Record<string, Rule> = {
  'lib/selecting/review/actions.ts#sendReview': {
    bound: ({ id }) => [id],
    fields: async (scene) => ({
      _version: String((await reviewOf(scene)).version),
      _writer: 'another-page',
      _do: 'later',
      _shown: 'toCommittee toApplicant',
      toCommittee: 'Changed by a test',
    }),
    who: ['reviewer'],
  },
  'lib/selecting/review/actions.ts#declareNoConflict': {
    fields: ({ id }) => ({ application: id }),
    who: ['reviewer who has not declared'],
  },
  'lib/selecting/review/actions.ts#declareOne': {
    fields: ({ id }) => ({ application: id, reason: 'A test' }),
    who: ['reviewer', 'reviewer who has not declared', 'reviewer who has handed in'],
  },
  'lib/selecting/review/actions.ts#decline': {
    fields: ({ id }) => ({ application: id, reason: 'A test' }),
    who: ['reviewer', 'reviewer who has not declared'],
  },
  'lib/selecting/review/actions.ts#submit': {
    fields: ({ id }) => ({ application: id, version: '1', go: 'stay' }),
    who: ['reviewer'],
  },
  'lib/selecting/review/discuss-actions.ts#comment': {
    fields: ({ id }) => ({ application: id, comment: randomUUID(), from: 'review', text: 'A test' }),
    who: ['reviewer who has handed in', 'chief', 'admin'],
  },
  'lib/selecting/review/discuss-actions.ts#remove': {
    fields: ({ id, comment }) => ({ application: id, comment, from: 'review', removed: 'yes' }),
    who: ['reviewer who has handed in'],
  },
  'lib/selecting/review/discuss-actions.ts#reopen': {
    fields: ({ id, assignments }) => ({ application: id, assignment: assignments.done!, reason: 'A test' }),
    who: ['chief', 'admin'],
  },
  'lib/selecting/review/discuss-actions.ts#withdraw': {
    fields: ({ id, cast }) => ({ application: id, person: cast['conflicted reviewer'].person!.id }),
    who: ['chief', 'admin'],
  },
  // Not by a chief here: it would affect other tests' data in the Call; see assignment.spec.ts.
  'lib/selecting/assignment/actions.ts#start': {
    fields: () => ({ call: '2021', perApplication: '3', disciplines: 'prefer' }),
    who: [],
    except: LEADERS,
    watch: runsOf,
  },
  'lib/selecting/assignment/actions.ts#releaseAll': { fields: () => ({ call: '2021' }), who: [], except: LEADERS },
  'lib/selecting/assignment/actions.ts#discardAll': { fields: () => ({ call: '2021' }), who: [], except: LEADERS },
  'lib/selecting/assignment/actions.ts#cancel': {
    fields: ({ id }) => ({ run: id }),
    who: LEADERS,
    watch: runsOf,
    hasRun: true,
  },
  'lib/selecting/assignment/actions.ts#apply': {
    fields: ({ id }) => ({ run: id }),
    who: LEADERS,
    watch: runsOf,
    hasRun: true,
  },
  'lib/selecting/assignment/actions.ts#add': {
    fields: ({ id, cast }) => ({ application: id, person: cast['other reviewer'].person!.id, sure: 'yes' }),
    who: ['chief', 'admin'],
  },
  'lib/selecting/assignment/actions.ts#end': {
    fields: ({ id, assignments }) => ({ application: id, assignment: assignments.reviewer!, why: 'removed' }),
    who: ['chief', 'admin'],
  },
  'lib/selecting/assignment/actions.ts#accept': {
    fields: () => ({ call: '2021', accepts: '5', reason: '', seen: '' }),
    who: REVIEWERS,
    watch: loadsOf,
  },
  'lib/selecting/assignment/actions.ts#remind': {
    fields: ({ cast }) => ({ call: '2021', person: cast.reviewer.person!.id }),
    who: ['chief', 'admin'],
    watch: remindersOf,
  },
  // Not by a leader here: it would affect all reviewers of other tests in the Call.
  'lib/selecting/assignment/actions.ts#remindAll': {
    fields: () => ({ call: '2021', who: 'unfinished' }),
    who: [],
    except: LEADERS,
    watch: remindersOf,
  },
  'lib/selecting/calibration/actions.ts#askCalibration': {
    fields: () => ({ call: '2021', track: 'phd' }),
    who: ['chief', 'conflicted chief', 'admin', 'conflicted admin'],
    leads: true,
  },
}
