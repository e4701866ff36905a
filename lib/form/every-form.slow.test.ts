import { globSync, readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import type * as z from 'zod'
import { call2021 } from '@/db/calls/2021'
import { callDefinitionSchema } from '@/lib/call/definition'
import { adminSchema, profileSchema, staffSchema } from '@/lib/running/staff/schema'
import { typed, typedOrStored } from './typed'

/** The form schema of each server action. */
const forms = vi.hoisted(() => new Map<unknown, z.ZodType>())
vi.mock('@/lib/people/action', async (original) => ({
  ...(await original<object>()),
  action: (schema: z.ZodType) => {
    const made = () => {}
    forms.set(made, schema)
    return made
  },
}))

/**
 * Fields that nobody types, or that another schema reads, with the reason: the field's name, after the file where
 * somebody types it.
 */
const NOT_TYPED: Record<string, string[]> = {
  'chosen on the page, or in its address': [
    'call',
    'track',
    'days',
    'columns',
    'query',
    'list',
    'next',
    'part',
    'item',
    'order',
    'page',
    'show',
    '_do',
    ...['applying/deadline', 'awarding/decision', 'selecting/nomination'].map(
      (domain) => `lib/${domain}/actions.ts institution`,
    ),
    'app/api/exports/route.ts institution',
    'lib/running/call-editor/actions.ts from',
  ],
  'a box that is ticked': ['confirmed', 'keep', 'keepOrder', 'normalised', 'passed'],
  'what the page showed: ids, versions, counts, hashes': [
    'seen',
    'version',
    'ids',
    'shown',
    'agreed',
    'decisions',
    'digest',
    'file',
    'good',
    'job',
    'token',
    'wrong',
  ],
  'of a password nothing is changed': ['password', 'currentPassword', 'identityPassword'],
  'a file, which is read by `readPeople` and the schemas of staff': ['lib/running/staff/actions.ts text'],
  'values of a Call, which are read by `readTyped` and the schema of Calls': ['c', 'json'],
}

/** Actions that read the rest of their form by a schema made for the Call, which has its own test. */
const BY_CALL = ['lib/running/staff/actions.ts#appoint', 'lib/running/staff/actions.ts#changeProfile']

/** Saves a section's answers: `storedSchema` keeps them as typed, and they are folded where they count. */
const BY_SECTION = [
  'lib/applying/application/actions.ts#sendSection',
  'lib/applying/reference/link-actions.ts#sendAnswerForm',
  'lib/selecting/review/actions.ts#sendReview',
]

const read = (file: string) => readFileSync(file, 'utf8')
const files = (pattern: string) => globSync(pattern).sort()

/** Every form with its schema: of server actions, of routes, and those made for a Call. */
async function everyForm(): Promise<Map<string, z.ZodType | null>> {
  const found = new Map<string, z.ZodType | null>()
  const modules = [...files('lib/**/*.ts'), ...files('app/**/*.ts')]
  for (const file of modules.filter((one) => read(one).startsWith("'use server'")))
    for (const [name, action] of Object.entries<unknown>(await import(/* @vite-ignore */ `@/${file}`)))
      found.set(`${file}#${name}`, forms.get(action) ?? null)
  for (const file of files('app/**/route.ts'))
    for (const [, names, from] of read(file).matchAll(/import \{([^}]*)\} from '(@\/lib\/[^']*)'/g)) {
      const schemas = names!.split(',').map((name) => name.trim())
      for (const name of schemas.filter((one) => one.endsWith('Schema') && one !== 'saveRequestSchema'))
        found.set(`${file}#${name}`, (await import(/* @vite-ignore */ from!))[name])
    }
  const definition = callDefinitionSchema.parse(call2021)
  const made = {
    adminSchema,
    profileSchema: profileSchema(definition),
    staffSchema: staffSchema(definition, 'reviewer'),
  }
  for (const [name, schema] of Object.entries(made)) found.set(`lib/running/staff/schema.ts#${name}`, schema)
  found.set('lib/running/staff/schema.ts#staffSchema of an officer', staffSchema(definition, 'officer'))
  return found
}

/** The single values that a schema reads, each with its dotted name, before any transformation. */
function* leavesOf(schema: z.core.$ZodType, path: string): Generator<{ path: string; schema: z.core.$ZodType }> {
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'object':
      for (const [key, value] of Object.entries(def.shape)) yield* leavesOf(value, path ? `${path}.${key}` : key)
      if (def.catchall && def.catchall._zod.def.type !== 'never') yield { path: `${path}*`, schema: def.catchall }
      return
    case 'array':
      return yield* leavesOf(def.element, path)
    case 'record':
      return yield* leavesOf(def.valueType, path)
    case 'union':
      for (const option of def.options) yield* leavesOf(option, path)
      return
    case 'pipe':
      return yield* leavesOf(def.in._zod.def.type === 'transform' ? def.out : def.in, path)
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
      return yield* leavesOf(def.innerType, path)
    default:
      yield { path, schema }
  }
}

/** Whether it accepts only a few values, or an id or moment, so that it reads nothing typed. */
function isMachines(schema: z.core.$ZodType): boolean {
  const { def } = (schema as z.core.$ZodTypes)._zod
  const format = def.type === 'string' && 'format' in def ? def.format : ''
  return ['enum', 'literal', 'boolean'].includes(def.type) || ['uuid', 'datetime'].includes(String(format))
}

test('every field that somebody types into says, by lib/form/typed.ts, how the text is read', async () => {
  const all = await everyForm()
  expect([...all].flatMap(([name, schema]) => (schema ? [] : [name])).sort()).toEqual(BY_SECTION)
  const excused = new Set(Object.values(NOT_TYPED).flat())
  const used = new Set<string>()
  const wrong: string[] = []
  for (const [form, schema] of all) {
    for (const leaf of schema ? leavesOf(schema, '') : []) {
      if (isMachines(leaf.schema) || leaf.schema === typed || leaf.schema === typedOrStored) continue
      if (BY_CALL.includes(form) && leaf.path === '*') continue
      const field = leaf.path.split('.').at(-1)!
      const name = [field, `${form.split('#')[0]} ${field}`].find((one) => excused.has(one))
      if (name) used.add(name)
      else wrong.push(`${form} ${leaf.path}`)
    }
  }
  expect(wrong, 'Begin with typed, typedText or words; what nobody types is named in NOT_TYPED').toEqual([])
  expect(
    [...excused].filter((name) => !used.has(name)),
    'in NOT_TYPED for nothing',
  ).toEqual([])
})
