import { Button } from '@/lib/shared/ui/button'
import type { Answer, Answers, Section } from '../definition'
import { isDateInput } from '../rules'
import type { Stored } from './autosave'

/** An answer as typed, for comparing two versions. */
function typed(answer: Answer | undefined): string {
  // react-hook-form holds null for radio buttons without a choice.
  if (!answer) return '(empty)'
  if (typeof answer === 'string') return answer
  if (isDateInput(answer)) return [answer.day, answer.month, answer.year].filter(Boolean).join(' ') || '(empty)'
  return (
    answer.map((item, index) => `${index + 1}: ${Object.values(item).map(typed).join(', ')}`).join('\n') || '(none)'
  )
}

type Props = { section: Section; mine: Answers; theirs: Stored; keepMine: () => void; takeTheirs: () => void }

/**
 * Both versions side by side, where they differ, and the choice between them. Nothing is overwritten before the person
 * chooses.
 */
export function Conflict({ section, mine, theirs, keepMine, takeTheirs }: Props) {
  const different = section.fields.filter((field) => typed(mine[field.key]) !== typed(theirs.answers[field.key]))
  return (
    <div role="alert" id="conflict" tabIndex={-1} className="space-y-4 rounded-md border-4 border-sun-400 bg-white p-4">
      <h2>This section was changed somewhere else</h2>
      <p>
        It was saved in another tab or on another device while you were typing here. Nothing was overwritten: choose
        which version to keep.
      </p>
      <table className="w-full table-fixed text-left text-sm">
        <thead>
          <tr>
            <th scope="col">Question</th>
            <th scope="col">Typed here</th>
            <th scope="col">Saved elsewhere</th>
          </tr>
        </thead>
        <tbody>
          {different.map((field) => (
            <tr key={field.key} className="border-t border-line align-top">
              <th scope="row" className="py-1 pr-2 font-normal text-quiet">
                {field.label}
              </th>
              <td className="py-1 pr-2 whitespace-pre-wrap">{typed(mine[field.key])}</td>
              <td className="py-1 whitespace-pre-wrap">{typed(theirs.answers[field.key])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="flex flex-wrap gap-3">
        <Button name="_do" value={`overwrite:${theirs.version}`} onClick={prevented(keepMine)}>
          Keep what I typed here
        </Button>
        <Button look="secondary" name="_do" value="discard" onClick={prevented(takeTheirs)}>
          Use the version saved elsewhere
        </Button>
      </div>
    </div>
  )
}

const prevented = (then: () => void) => (event: React.MouseEvent) => {
  event.preventDefault()
  then()
}
