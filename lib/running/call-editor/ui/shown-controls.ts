import type { CallDefinition } from '@/lib/call/definition'
import { type Control, textOf } from '../controls'
import { nameOf, nodeOf } from '../edit'
import type { Part } from '../part'
import { valueAt } from '../paths'
import type { ShownControl } from './shown-control'

/** Controls with the definition's values, as the form shows them. Pure. */
export function shownControls(
  part: Part,
  controls: Control[],
  definition: CallDefinition,
  item: string | undefined,
): ShownControl[] {
  const node = nodeOf(part, definition, item)
  return controls.map((control, at) => {
    const value = textOf(control, valueAt(node, control.path), definition.timeZone)
    return {
      name: nameOf(at),
      label: control.label,
      hint: control.hint,
      optional: control.optional,
      kind: control.kind,
      choices: 'choices' in control ? withChosen(control.choices(definition), value.split('\n')) : undefined,
      facts: control.kind === 'condition' ? withFact(control.facts(definition), value.split('\n')) : undefined,
      value,
    }
  })
}

type Choices = [value: string, label: string][]

/** Includes a present value that is no longer an option, so that saving something else does not lose it. */
function withChosen(choices: Choices, chosen: string[]): Choices {
  const missing = chosen.filter((one) => one !== '' && !choices.some(([value]) => value === one))
  return missing.length === 0 ? choices : [...choices, ...missing.map((one): Choices[number] => [one, one])]
}

function withFact(facts: NonNullable<ShownControl['facts']>, [fact = '', ...values]: string[]) {
  if (fact === '') return facts
  const known = facts.find(({ value }) => value === fact) ?? { value: fact, label: fact, choices: [] }
  const whole = { ...known, choices: withChosen(known.choices, values) }
  return facts.includes(known) ? facts.map((one) => (one === known ? whole : one)) : [...facts, whole]
}
