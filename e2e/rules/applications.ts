import { anActing } from '../pages/acting'
import { aRankedList, aSignedList, listAt } from '../pages/nominations'
import type { Rule } from './rule'

/** The check, the list, nominations, the application itself. */
export const applications: Record<string, Rule> = {
  'lib/selecting/listing/actions.ts#findEligible': {
    fields: ({ id }) => ({ decisions: `${id}:1`, query: '' }),
    state: 'submitted',
    who: ['officer', 'admin'],
  },
  'lib/selecting/eligibility/actions.ts#judge': {
    fields: ({ id }) => ({ id, item: 'document:passport', verdict: 'met', note: '', seen: '' }),
    state: 'submitted',
    who: ['officer', 'admin'],
  },
  'lib/selecting/eligibility/actions.ts#decide': {
    fields: ({ id }) => ({ id, seen: 'submitted 1 ', step: 'confirm', outcome: 'ineligible', reason: 'A test' }),
    state: 'submitted',
    who: ['officer', 'admin'],
  },
  'lib/selecting/eligibility/actions.ts#again': {
    fields: ({ id }) => ({ id, seen: 'eligible 1 ' }),
    state: 'eligible',
    who: ['officer', 'admin'],
  },
  'lib/selecting/nomination/actions.ts#saveRanks': {
    host: 'sari',
    fields: ({ id }) => ({ ...listAt('sari'), version: '0', 'candidates.0.id': id, 'candidates.0.rank': '1' }),
    who: ['officer', 'admin'],
  },
  'lib/selecting/nomination/actions.ts#signList': {
    host: 'sibet',
    prepare: aRankedList,
    fields: async (scene) => ({
      ...listAt('sibet'),
      ...(await aRankedList(scene)),
      signerName: 'Zhao Min',
      signerPosition: 'Dean',
      reason: 'A test',
    }),
    who: ['officer', 'admin'],
  },
  'lib/selecting/nomination/actions.ts#reopen': {
    host: 'isl',
    prepare: aSignedList,
    fields: () => ({ ...listAt('isl'), reason: 'A test' }),
    who: ['admin'],
  },
  'lib/applying/acting/actions.ts#find': {
    fields: ({ cast }) => ({ who: cast.owner.person!.email }),
    state: 'returned',
    who: ['admin'],
    leads: true,
  },
  'lib/applying/acting/actions.ts#begin': {
    fields: ({ id }) => ({ id, way: 'phone', reason: 'A test', sure: 'yes' }),
    state: 'returned',
    who: ['admin'],
  },
  'lib/applying/acting/actions.ts#end': {
    prepare: anActing,
    fields: ({ id }) => ({ id }),
    state: 'returned',
    who: ['owner', 'admin'],
  },
  'lib/awarding/decision/withdraw-actions.ts#withdraw': { fields: ({ id }) => ({ id, sure: 'yes' }), who: ['owner'] },
}
