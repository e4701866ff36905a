import { aCallOfScene, aFailedJob, callOfScene, jobOfScene, otherDefinition, slugOf } from '../pages/calls'
import type { Player, Scene } from '../pages/cast'
import type { Rule } from './rule'
import { aWebhook, begunOf, checksOf, messageOf, webhooksOf } from './watch'

/** For a new Call of the scene, which any admin of all Calls edits. */
const ofCall = { who: ['admin', 'conflicted admin'] as Player[], prepare: aCallOfScene, watch: callOfScene }
const withDraft = { ...ofCall, prepare: (scene: Scene) => aCallOfScene(scene, { draft: true }) }

/** Actions of admins: Calls, deadlines, mail, the record. */
export const administration: Record<string, Rule> = {
  'lib/running/call-editor/actions.ts#saveFields': {
    ...ofCall,
    fields: (scene) => ({
      call: slugOf(scene),
      seen: '0',
      part: 'texts',
      'c.f0': 'Title',
      'c.f1': 'Funder',
      'c.f2': 'Changed by a test',
    }),
  },
  'lib/running/call-editor/actions.ts#changeList': {
    ...ofCall,
    fields: (scene) => ({ call: slugOf(scene), seen: '0', part: 'tracks', list: 'tracks', _do: 'add' }),
  },
  'lib/running/call-editor/actions.ts#saveJson': {
    ...ofCall,
    fields: async (scene) => ({ call: slugOf(scene), seen: '0', json: await otherDefinition(scene) }),
  },
  'lib/running/call-editor/actions.ts#discard': {
    ...withDraft,
    fields: (scene) => ({ call: slugOf(scene), seen: '1' }),
  },
  'lib/running/call-editor/actions.ts#saveDraft': {
    ...withDraft,
    fields: (scene) => ({ call: slugOf(scene), seen: '1', note: 'A test' }),
  },
  'lib/running/call-editor/actions.ts#restore': {
    ...ofCall,
    fields: (scene) => ({ call: slugOf(scene), seen: '0', version: '1' }),
  },
  'lib/running/call-editor/actions.ts#publish': {
    ...ofCall,
    prepare: (scene) => aCallOfScene(scene, { published: false }),
    fields: (scene) => ({ call: slugOf(scene), version: '1', confirmed: 'yes' }),
  },
  'lib/running/call-editor/actions.ts#begin': {
    ...ofCall,
    fields: (scene) => ({ from: '2021', slug: slugOf(scene).slice(0, 40), title: 'Begun', code: 'BEGUN', years: '1' }),
    prepare: undefined,
    watch: begunOf,
  },
  'lib/running/jobs-view/actions.ts#runJobAgain': {
    who: ['admin', 'conflicted admin'],
    prepare: aFailedJob,
    fields: aFailedJob,
    watch: jobOfScene,
  },
  'lib/running/retention/actions.ts#approve': {
    ...ofCall,
    fields: (scene) => ({ call: slugOf(scene), confirmed: 'yes' }),
  },
  'lib/running/retention/actions.ts#stop': {
    ...ofCall,
    prepare: (scene) => aCallOfScene(scene, { erases: true }),
    fields: (scene) => ({ call: slugOf(scene) }),
  },
  'lib/applying/dossier/actions.ts#tryAgain': {
    fields: ({ id }) => ({ id }),
    who: ['owner', 'officer', 'chief', 'admin'],
    leads: true,
  },
  'lib/applying/deadline/actions.ts#checkExtension': {
    fields: ({ id }) => ({ call: '2021', scope: 'application', who: id, date: '', time: '', reason: '' }),
    // Changes nothing for anybody.
    who: [],
  },
  'lib/applying/deadline/actions.ts#confirmExtension': {
    fields: ({ id }) => ({
      call: '2021',
      scope: 'application',
      application: id,
      at: new Date(Date.now() + 400 * 86_400_000).toISOString(),
      reason: 'A test',
    }),
    state: 'draft',
    who: ['admin'],
  },
  'lib/running/mail-view/actions.ts#queueOneAgain': {
    fields: ({ message }) => ({ id: message, list: '' }),
    who: ['admin', 'conflicted admin'],
    watch: messageOf,
  },
  // Not by an admin here: it would resend what other tests wait for.
  'lib/running/mail-view/actions.ts#queueAllAgain': {
    fields: () => ({}),
    who: [],
    except: ['admin', 'conflicted admin'],
    watch: messageOf,
  },
  'lib/running/audit/actions.ts#checkChain': {
    fields: () => ({}),
    who: ['admin', 'conflicted admin'],
    watch: checksOf,
  },
  'lib/running/webhook/actions.ts#add': {
    fields: () => ({ url: 'https://hook.example/told', 'states.0': 'expired' }),
    who: ['admin', 'conflicted admin'],
    watch: webhooksOf,
  },
  'lib/running/webhook/actions.ts#end': {
    prepare: aWebhook,
    fields: ({ id }) => ({ webhook: id }),
    who: ['admin', 'conflicted admin'],
    watch: webhooksOf,
  },
  'lib/running/webhook/actions.ts#again': {
    prepare: aWebhook,
    fields: ({ id }) => ({ delivery: id }),
    who: ['admin'],
    watch: webhooksOf,
  },
}
