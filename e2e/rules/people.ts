import { invitedOf, invitedRole, roleOf, staffOf, withAuthenticator } from '../pages/staff'
import type { Rule } from './rule'

/** Other people's roles and sign-in. */
export const people: Record<string, Rule> = {
  'lib/running/staff/actions.ts#appoint': {
    fields: (scene) => ({ call: '2021', role: 'chief', name: 'A Test', email: invitedOf(scene) }),
    who: ['admin', 'conflicted admin'],
    watch: staffOf,
  },
  'lib/running/staff/actions.ts#changeProfile': {
    fields: ({ cast }) => ({ call: '2021', person: cast['other reviewer'].person!.id, most: '7' }),
    who: ['admin', 'conflicted admin'],
    watch: staffOf,
  },
  'lib/running/staff/actions.ts#end': {
    fields: (scene) => roleOf(scene, 'other officer'),
    who: ['admin', 'conflicted admin'],
    watch: staffOf,
  },
  'lib/running/staff/actions.ts#reactivate': {
    fields: (scene) => roleOf(scene, 'former reviewer'),
    who: ['admin', 'conflicted admin'],
    watch: staffOf,
  },
  'lib/running/staff/actions.ts#resend': {
    prepare: invitedRole,
    fields: invitedRole,
    who: ['admin', 'conflicted admin'],
    watch: staffOf,
  },
  'lib/running/staff/actions.ts#reset': {
    prepare: (scene) => withAuthenticator(scene, 'other officer'),
    fields: ({ cast }) => ({ person: cast['other officer'].person!.id }),
    who: ['admin', 'conflicted admin'],
    watch: staffOf,
  },
  'lib/running/staff/actions.ts#findAccount': {
    prepare: (scene) => withAuthenticator(scene, 'applicant'),
    fields: ({ cast }) => ({ email: cast.applicant.person!.email }),
    who: ['admin', 'conflicted admin'],
    except: ['applicant'],
    leads: true,
  },
  // Changes nothing for anybody.
  'lib/running/staff/actions.ts#checkImport': { fields: () => ({ call: '2021' }), who: [], watch: staffOf },
  'lib/running/staff/actions.ts#confirmImport': {
    fields: (scene) => ({
      call: '2021',
      good: '1',
      wrong: '0',
      text: `role,name,email\nchief,A Test,${invitedOf(scene)}`,
    }),
    who: ['admin', 'conflicted admin'],
    watch: staffOf,
  },
}
