/**
 * What a form holds, by the names of its controls; `own`: a person's own words. Never a password or a file, which a
 * browser must not keep.
 */
export type Typed = [name: string, value: string, own: boolean][]

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const LEFT_OUT = ['password', 'file', 'submit', 'button', 'image', 'reset']

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (element): element is Control =>
      /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) &&
      (element as Control).name !== '' &&
      !(element as Control).name.startsWith('$') &&
      !/password/i.test((element as Control).name) &&
      !LEFT_OUT.includes((element as Control).type),
  )
}

const isTick = (control: Control): control is HTMLInputElement => /^(checkbox|radio)$/.test(control.type)
const isHidden = (control: Control) => control.type === 'hidden'

/** Includes hidden controls: a form that asks twice carries the first answers in them. */
export function typedIn(form: HTMLFormElement): Typed {
  return controlsOf(form)
    .filter((control) => !isTick(control) || control.checked)
    .map((control) => [control.name, control.value, /^(text|textarea|email|search|tel|url)$/.test(control.type)])
}

/** Whether the person changed any words in it. */
export function isTouched(form: HTMLFormElement): boolean {
  return controlsOf(form).some(
    (control) =>
      'defaultValue' in control && !isTick(control) && !isHidden(control) && control.value !== control.defaultValue,
  )
}

/** The form's id, else that of its first control; null if nobody can type into it. */
export function nameOf(form: HTMLFormElement): string | null {
  return form.id || controlsOf(form).find((control) => !isHidden(control) && control.id)?.id || null
}

/** What is worth copying. */
export const isWords = ([, value, own]: Typed[number]) => own && value.trim() !== ''

/** Restores the typed text in the form; returns the words that have no control any more. */
export function putBack(form: HTMLFormElement, typed: Typed): Typed {
  const controls = controlsOf(form).filter((control) => !isHidden(control))
  const left = [...typed]
  for (const control of controls) {
    const at = left.findIndex(([name, value]) => name === control.name && (!isTick(control) || value === control.value))
    const [found] = at < 0 ? [] : left.splice(at, 1)
    // A click tells the page's code, just like the person's own.
    if (isTick(control)) control.checked !== (found !== undefined) && control.click()
    else if (found) write(control, found[1])
  }
  const known = new Set(controlsOf(form).map(({ name }) => name))
  return left.filter(([name]) => !known.has(name)).filter(isWords)
}

/** Uses the element's prototype setter: React overrides the one on the element itself and would ignore the change. */
function write(control: Control, value: string): void {
  if (control.value === value) return
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value')?.set?.call(control, value)
  control.dispatchEvent(new Event('input', { bubbles: true }))
  control.dispatchEvent(new Event('change', { bubbles: true }))
}
