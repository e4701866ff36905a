import type { CallDefinition } from '@/lib/call/definition'
import { COUNTRIES } from '@/lib/form/countries'
import type { RoleName } from './rules'
import type { StaffField } from './ui/staff-form'

const pairs = (list: { key: string; name: string }[]) => list.map(({ key, name }): [string, string] => [key, name])

const personFields: StaffField[] = [
  { name: 'name', label: 'Name', type: 'text', hint: 'As they write it. They can change it when they accept.' },
  { name: 'email', label: 'E-mail address', type: 'email', hint: 'The one at their institution, if they have one.' },
]

/** The questions about a person who gets this role in the Call; without a Call, in all. Pure. */
export function fieldsOf(definition: CallDefinition | null, role: RoleName): StaffField[] {
  if (!definition || role === 'chief' || role === 'admin') return personFields
  if (role === 'reviewer') return [...personFields, ...profileFields(definition)]
  const options = pairs(definition.institutions)
  return [...personFields, { name: 'institution', label: 'Institution', type: 'select', options }]
}

/** A reviewer's knowledge and load. Pure. */
export function profileFields(definition: CallDefinition): StaffField[] {
  const { tracks, programmes, review, institutions } = definition
  const all = 'None ticked means all.'
  return [
    {
      name: 'most',
      label: 'Load limit',
      type: 'number',
      hint: 'How many applications they may be given at the most. They can accept fewer.',
    },
    { name: 'tracks', label: 'Tracks', type: 'ticks', hint: all, options: pairs(tracks) },
    { name: 'programmes', label: 'Disciplines', type: 'ticks', hint: all, options: pairs(programmes) },
    {
      name: 'languages',
      label: 'Languages that they read',
      type: 'ticks',
      hint: all,
      options: pairs(review.languages),
    },
    {
      name: 'affiliation',
      label: 'Where they work',
      type: 'text',
      optional: true,
      hint: 'In their own words, for example “Makerere University, Department of Physics”.',
    },
    {
      name: 'institution',
      label: 'Institution of the Call where they work',
      type: 'select',
      optional: true,
      hint: 'They are then given no application to it.',
      options: pairs(institutions),
    },
    { name: 'country', label: 'Country where they work', type: 'select', optional: true, options: COUNTRIES },
  ]
}
