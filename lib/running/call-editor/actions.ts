'use server'

import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import type { CallDefinition } from '@/lib/call/definition'
import { action, type FormState, typedValues } from '@/lib/people/action'
import { takesLong } from '@/lib/shared/database/request'
import { PortalError } from '@/lib/shared/errors'
import type { Control } from './controls'
import { beginCall } from './copy'
import { changeDraft, DefinitionProblems, discardDraft, restoreVersion } from './draft'
import { asksTheSame, controlsOf, nameOf, readControls, withList, withValues } from './edit'
import { problemsInJson } from './json'
import { isList } from './part'
import { findList, findPart, listOfItem } from './parts'
import { valueAt } from './paths'
import { loadEditable } from './queries'
import { publishNow, saveVersion } from './save'
import {
  beginSchema,
  draftSchema,
  fieldsSchema,
  jsonSchema,
  listSchema,
  publishSchema,
  restoreSchema,
  saveSchema,
} from './schema'

const home = (slug: string) => `/admin/calls/${slug}`
const wrong = (form: FormData, errors: Record<string, string>): FormState => ({
  status: 'error',
  values: typedValues(form),
  errors,
})
const inWords = ({ problems }: DefinitionProblems) =>
  problems
    .slice(0, 5)
    .map(({ path, message }) => `${path}: ${message}`)
    .join('; ')

/** Saves the form of a part, or of one item of it, into the draft. */
export const saveFields = action(
  fieldsSchema,
  'person',
  async ({ call: slug, seen, part: key, item, c }, admin, form) => {
    const part = findPart(key)
    const call = await loadEditable(db, admin, slug)
    const controls = part && controlsOf(part, call.working, item)
    if (!part || !controls) throw new PortalError('conflict', 'This entry no longer exists. Go back and open it again.')
    const { values, problems } = readControls(controls, c, call.working)
    if (Object.keys(problems).length > 0) return wrong(form, problems)
    let changed: CallDefinition
    try {
      changed = await changeDraft(db, admin, call.slug, seen, (definition) =>
        withValues(part, definition, item, values),
      )
    } catch (error) {
      if (!(error instanceof DefinitionProblems)) throw error
      return wrong(form, byControl(controls, item, error))
    }
    const same = asksTheSame([controls, call.working], [controlsOf(part, changed, item), changed])
    redirect(pageAfter(`${home(slug)}`, key, same ? parentOf(key, changed, item) : item, same ? 'kept' : 'more'))
  },
)

/** Errors beside their controls; an error without a control stands at the first one. */
function byControl(controls: Control[], item: string | undefined, { problems }: DefinitionProblems) {
  const errors: Record<string, string> = {}
  for (const { path, message } of problems) {
    const at = controls.findIndex((control) => {
      const whole = item === undefined ? control.path : `${item}.${control.path}`
      return path === whole || path.startsWith(`${whole}.`) || (path !== item && whole.startsWith(`${path}.`))
    })
    errors[nameOf(Math.max(at, 0))] ??= at < 0 ? `${path}: ${message}` : `${controls[at]!.label}: ${message}`
  }
  return errors
}

/** The page that shows an item's list: of its parent item, or of the part; null: the Call's. */
function parentOf(key: string, definition: CallDefinition, item: string | undefined): string | null | undefined {
  const part = findPart(key)!
  if (!isList(part)) return null
  return item === undefined ? undefined : listOfItem(part, definition, item)?.within
}

function pageAfter(home: string, part: string, item: string | null | undefined, notice: string): string {
  if (item === null) return `${home}?notice=${notice}`
  return `${home}/edit/${part}?${item === undefined ? '' : `item=${item}&`}notice=${notice}`
}

/** Adds, removes or moves an item of a list in the draft. */
export const changeList = action(listSchema, 'person', async ({ call: slug, seen, part: key, list, _do }, admin) => {
  const part = findPart(key)
  if (!part) throw new PortalError('not-found', 'There is no such part.')
  let added = -1
  let working: CallDefinition
  try {
    working = await changeDraft(db, admin, slug, seen, (definition) => {
      const changed = withList(definition, part, list, _do)
      if (_do === 'add') added = (valueAt(changed, list) as unknown[]).length - 1
      return changed
    })
  } catch (error) {
    if (error instanceof DefinitionProblems) throw new PortalError('invalid', `This cannot be done: ${inWords(error)}`)
    throw error
  }
  redirect(
    added < 0
      ? pageAfter(home(slug), key, findList(part, working, list)?.within, 'kept')
      : `${home(slug)}/edit/${key}?item=${list}.${added}`,
  )
})

/** Saves a whole definition as JSON into the draft. */
export const saveJson = action(jsonSchema, 'person', async ({ call: slug, seen, json }, admin, form) => {
  const { value, problem } = problemsInJson.parse(json)
  if (problem) return wrong(form, { json: problem })
  try {
    await changeDraft(db, admin, slug, seen, () => value)
  } catch (error) {
    if (!(error instanceof DefinitionProblems)) throw error
    return wrong(form, problemsInJson.located(json, error.problems))
  }
  redirect(`${home(slug)}/review`)
})

export const discard = action(draftSchema, 'person', async ({ call: slug, seen }, admin) => {
  await discardDraft(db, admin, slug, seen)
  redirect(`${home(slug)}?notice=discarded`)
})

export const saveDraft = action(saveSchema, 'person', async ({ call: slug, seen, note, confirmed }, admin) => {
  const number = await saveVersion(db, admin, slug, { seen, note, confirmed: confirmed === 'yes' })
  redirect(`${home(slug)}?notice=saved&version=${number}`)
})

export const restore = action(restoreSchema, 'person', async ({ call: slug, version, seen }, admin) => {
  await restoreVersion(db, admin, slug, version, seen)
  redirect(`${home(slug)}/review`)
})

export const publish = action(publishSchema, 'person', async ({ call: slug, version }, admin) => {
  takesLong()
  await publishNow(db, admin, slug, version)
  redirect(`${home(slug)}?notice=published`)
})

export const begin = action(beginSchema, 'person', async (input, admin) => {
  await beginCall(db, admin, input)
  redirect(`${home(input.slug)}?notice=begun`)
})
