import { type TransitionName, transitions } from '@/lib/lifecycle/transitions'

/** Mermaid reads a hyphen in a name as the beginning of an arrow. */
const named = (state: string) => state.replaceAll('-', '_')

/** The table of transitions as a Mermaid diagram. */
export function lifeAsMermaid(): string {
  const lines = (Object.keys(transitions) as TransitionName[]).flatMap((name) => {
    const { from, to } = transitions[name]
    return from.map((state) => `  ${named(state)} --> ${named(to)}: ${name}`)
  })
  return ['stateDiagram-v2', '  [*] --> draft: start', ...lines].join('\n')
}
