/**
 * On a slow line people type before the page's own code runs, and react-hook-form then sets each control to its default.
 * This script, inline before the form, records what is typed meanwhile. It listens for 'input' events alone: a browser
 * that restores a form on reload fires none, so an old copy is never taken for typing.
 */
export function RecordEarlyTyping() {
  return <script dangerouslySetInnerHTML={{ __html: `(${record})()` }} />
}

const record = `function () {
  var typed = window.typedEarly = []
  document.addEventListener('input', function listen(event) {
    if (window.typedEarly !== typed) return document.removeEventListener('input', listen)
    var control = event.target
    var on = control.type === 'checkbox' ? control.checked : true
    if (control.form && control.name) typed.push({ form: control.form.id, name: control.name, value: on ? control.value : '' })
  })
}`

type Typed = { form: string; name: string; value: string }

/** What was typed into the form before its code ran, by the control's name; from then on nothing more is recorded. */
export function takeTypedEarly(formId: string): [name: string, value: string][] {
  const page = window as { typedEarly?: Typed[] | null }
  const typed = page.typedEarly ?? []
  page.typedEarly = null
  return [...new Map(typed.filter(({ form }) => form === formId).map(({ name, value }) => [name, value]))]
}
