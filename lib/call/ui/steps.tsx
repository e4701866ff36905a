import type { CallDefinition } from '@/lib/call/definition'
import { count, list } from '@/lib/shared/format/format'

type Step = { title: string; text: string }

/** The steps from a first look to a place, derived from what this Call asks for. Pure. */
export function stepsOf(definition: CallDefinition): Step[] {
  const agreeing = definition.hosts.filter((host) => host.supervisorRequired).map((host) => host.name)
  const grace = definition.letterGraceDays
  return [
    {
      title: 'Check your eligibility',
      text: 'A few questions; no account needed. You see the rule behind each answer.',
    },
    {
      title: 'Find your institution',
      text: agreeing.length
        ? `A supervisor has to agree first if you apply to ${list(agreeing)}.`
        : 'Choose where you want to study and with whom.',
    },
    {
      title: 'Fill in the application',
      text: `${count(definition.sections.length, 'section')}, saved as you go: stop and come back when you like.`,
    },
    {
      title: 'Name your referees',
      text: `Two people who know your academic work. Their letters come to us directly${
        grace ? `, until ${count(grace, 'day')} after the call closes` : ''
      }.`,
    },
    {
      title: 'Submit',
      text: 'You check all answers once more and get a number. The page shows each step from then on.',
    },
    {
      title: 'Review and result',
      text: 'Your institution checks your application, reviewers score it, and the funder decides.',
    },
  ]
}

/** How it works, in steps. */
export function Steps({ definition }: { definition: CallDefinition }) {
  return (
    <ol className="grid gap-x-8 gap-y-8 sm:grid-cols-2 xl:grid-cols-3">
      {stepsOf(definition).map((step, i) => (
        <li key={step.title} className="flex gap-4">
          <span
            aria-hidden="true"
            className="flex size-9 shrink-0 items-center justify-center rounded-full bg-brand-900 font-serif font-semibold text-white"
          >
            {i + 1}
          </span>
          <div>
            <h3>{step.title}</h3>
            <p className="mt-1 text-quiet">{step.text}</p>
          </div>
        </li>
      ))}
    </ol>
  )
}
