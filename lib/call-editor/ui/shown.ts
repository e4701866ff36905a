import type { CallDefinition } from '@/lib/call/definition'
import { type Control, textOf } from '../controls'
import { nameOf } from '../edit'
import { valueAt } from '../paths'
import type { ShownControl } from './edit-form'

/** Controls with what stands in the definition, as the form shows them. Pure. */
export function shownControls(
  controls: Control[],
  definition: CallDefinition,
  item: string | undefined,
): ShownControl[] {
  const node = item === undefined ? definition : valueAt(definition, item)
  return controls.map((control, at) => ({
    ...{ name: nameOf(at), label: control.label, hint: control.hint, optional: control.optional, kind: control.kind },
    choices: 'choices' in control ? control.choices(definition) : undefined,
    value: textOf(control, valueAt(node, control.path), definition.timeZone),
  }))
}
