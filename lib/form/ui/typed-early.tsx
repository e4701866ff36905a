import { earlyTyping } from '@/lib/shared/ui/early-typing'

/** Records what a person types before the page's own code runs. */
export function RecordEarlyTyping() {
  return <script dangerouslySetInnerHTML={{ __html: earlyTyping }} />
}

type Typed = { form: string; name: string; value: string }

/** What was typed into the form before its code ran, by the control's name. Stops recording. */
export function takeTypedEarly(formId: string): [name: string, value: string][] {
  const page = window as { typedEarly?: Typed[] | null }
  const typed = page.typedEarly ?? []
  page.typedEarly = null
  return [...new Map(typed.filter(({ form }) => form === formId).map(({ name, value }) => [name, value]))]
}
