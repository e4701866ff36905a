/** The export's form is plain HTML, and its answer is the file: errors redirect back to it by an address. Pure. */

export const ADMIN_PATH = '/admin/exports'
export const OFFICER_PATH = '/applications/export'

/** The typed and chosen values; columns by key, null before the first sending. */
export type Typed = {
  purpose: string
  states: string
  format: string
  track: string
  institution: string
  columns: string[] | null
}
const FIELDS = ['purpose', 'states', 'format', 'track', 'institution'] as const
/** The longest address that proxies accept. */
const LONGEST = 6000

/** The address of the form with its values, and the fields with errors. */
export function formAgain(form: FormData, wrong: string[]): string {
  const path = form.get('from') === OFFICER_PATH ? OFFICER_PATH : ADMIN_PATH
  const back = new URLSearchParams({ call: String(form.get('call') ?? ''), wrong: wrong.join(',') })
  for (const name of FIELDS) back.set(name, String(form.get(name) ?? '').slice(0, 200))
  const columns = form.getAll('columns').map(String).join(',')
  if (columns.length <= LONGEST) back.set('columns', columns)
  return `${path}?${back}`
}

/** Reads such an address. */
export function typedIn(param: (name: string) => string | undefined): Typed {
  const [purpose, states, format, track, institution] = FIELDS.map((name) => param(name) ?? '') as [
    string,
    string,
    string,
    string,
    string,
  ]
  const columns = param('columns')
  return { purpose, states, format, track, institution, columns: columns?.split(',').filter(Boolean) ?? null }
}
