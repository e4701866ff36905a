import { aLimit, aScenario, decisionsOf, quotaOf } from '../pages/decisions'
import { aLaterCall, anAcceptedPlace, anOfferOf, aRevocation, conditionOf, PROPOSED_AT } from '../pages/offers'
import type { Rule } from './rule'

/** Decisions, places, offers. */
export const decisions: Record<string, Rule> = {
  'lib/awarding/offer/actions.ts#accept': {
    prepare: anOfferOf,
    fields: ({ id }) => ({ id, sure: 'yes', seen: '' }),
    who: ['owner'],
  },
  'lib/awarding/offer/actions.ts#decline': {
    prepare: anOfferOf,
    fields: ({ id }) => ({ id, sure: 'yes', reason: 'A test' }),
    who: ['owner'],
  },
  'lib/awarding/offer/actions.ts#mark': {
    prepare: (scene) => anOfferOf(scene, 'A condition'),
    fields: async ({ id }) => ({ id, condition: await conditionOf(id), met: 'yes', note: '', version: '1' }),
    who: ['officer', 'admin'],
  },
  'lib/awarding/offer/actions.ts#confirmEnrolment': {
    prepare: anAcceptedPlace,
    fields: ({ id }) => ({ id, sure: 'yes' }),
    who: ['officer', 'admin'],
  },
  'lib/awarding/offer/actions.ts#add': {
    prepare: anOfferOf,
    fields: ({ id }) => ({ id, text: 'A test' }),
    who: ['admin'],
  },
  'lib/awarding/offer/actions.ts#defer': {
    prepare: anAcceptedPlace,
    fields: async (scene) => ({ id: scene.id, to: await aLaterCall(scene), sure: 'yes' }),
    who: ['admin'],
  },
  'lib/awarding/offer/revoke-actions.ts#revoke': {
    prepare: anOfferOf,
    fields: ({ id }) => ({ id, sure: 'yes', reason: 'A test' }),
    who: ['admin'],
  },
  'lib/awarding/offer/revoke-actions.ts#confirm': {
    prepare: aRevocation,
    fields: ({ id }) => ({ id, sure: 'yes', seen: PROPOSED_AT }),
    who: ['admin'],
  },
  'lib/awarding/offer/revoke-actions.ts#drop': {
    prepare: aRevocation,
    fields: ({ id }) => ({ id, seen: PROPOSED_AT }),
    who: ['admin'],
  },
  'lib/awarding/decision/actions.ts#decide': {
    fields: ({ id }) => ({ call: '2021', track: 'phd', what: 'not', ids: id }),
    state: 'nominated',
    who: ['admin'],
  },
  // Not by an admin here: it would affect other tests' data in the Call; see decisions.spec.ts.
  'lib/awarding/decision/actions.ts#promote': {
    fields: ({ id }) => ({ call: '2021', track: 'phd', ids: id }),
    state: 'nominated',
    who: [],
    except: ['admin'],
  },
  'lib/awarding/decision/actions.ts#reorder': {
    fields: ({ id }) => ({ call: '2021', track: 'phd', seen: '', 'places.0.id': id, 'places.0.place': '1' }),
    who: [],
    except: ['admin'],
  },
  'lib/awarding/decision/actions.ts#release': {
    fields: () => ({ call: '2021', typed: 'ANSO-2021' }),
    who: [],
    except: ['admin'],
    watch: decisionsOf,
  },
  'lib/awarding/decision/place-actions.ts#saveQuota': {
    fields: async (scene) => {
      const seen = await quotaOf(scene)
      return { call: '2021', track: 'phd', quota: seen === 300 ? '299' : '300', seen: String(seen), reason: 'A test' }
    },
    who: [],
    except: ['admin'],
    watch: decisionsOf,
  },
  'lib/awarding/decision/place-actions.ts#saveLimit': {
    fields: ({ id }) => ({
      call: '2021',
      label: `Limit ${id}`,
      whom: 'Andorra',
      kind: 'most',
      places: '300',
      hard: 'advisory',
    }),
    who: ['admin'],
    watch: decisionsOf,
  },
  'lib/awarding/decision/place-actions.ts#dropLimit': {
    prepare: aLimit,
    fields: ({ id }) => ({ call: '2021', id }),
    who: ['admin'],
    watch: decisionsOf,
  },
  'lib/awarding/decision/scenario-actions.ts#workOutScenario': {
    fields: ({ id }) => ({
      call: '2021',
      track: 'phd',
      name: `Scenario ${id}`,
      scoreWeight: '1',
      rankWeight: '0',
      waiting: '0',
      tieBreak: 'number',
    }),
    who: ['admin'],
    watch: decisionsOf,
  },
  'lib/awarding/decision/scenario-actions.ts#share': {
    prepare: aScenario,
    fields: ({ id }) => ({ call: '2021', id, shared: 'yes' }),
    who: ['admin'],
    watch: decisionsOf,
  },
  'lib/awarding/decision/scenario-actions.ts#remove': {
    prepare: aScenario,
    fields: ({ id }) => ({ call: '2021', id }),
    who: ['admin'],
    watch: decisionsOf,
  },
  'lib/awarding/decision/scenario-actions.ts#propose': {
    prepare: aScenario,
    fields: ({ id }) => ({ call: '2021', id }),
    who: ['admin'],
    watch: decisionsOf,
  },
  // It needs a proposal first, see decisions.spec.ts.
  'lib/awarding/decision/scenario-actions.ts#drop': {
    prepare: aScenario,
    fields: ({ id }) => ({ call: '2021', id }),
    who: [],
    watch: decisionsOf,
  },
  // By a second admin, see decisions.spec.ts: the author of the proposal cannot.
  'lib/awarding/decision/scenario-actions.ts#confirm': {
    prepare: aScenario,
    fields: ({ id }) => ({ call: '2021', id }),
    who: [],
    watch: decisionsOf,
  },
}
