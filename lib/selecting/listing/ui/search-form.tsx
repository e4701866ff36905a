import { Notice } from '@/lib/shared/ui/notice'
import { aboutOf } from '../keywords'
import type { ShownList } from '../shown-list'
import { queryPart } from '../view'
import { SearchBox } from './search-box'

/** The other parts of the view's address, for a form sent by GET. */
export function Kept({ list: { view, audience }, but }: { list: ShownList; but: string }) {
  const parts = [...new URLSearchParams(queryPart(view, audience))].filter(([name]) => name !== but && name !== 'count')
  return parts.map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)
}

/** The search, its problems, and a list of what to search for. */
export function SearchForm({ list }: { list: ShownList }) {
  const { view, call, keywords, problems } = list
  return (
    <div className="space-y-3">
      <search>
        <form action="/applications" className="space-y-1">
          <label htmlFor="q" className="block font-semibold">
            Search
          </label>
          <p id="q-hint" className="text-sm text-quiet">
            Words, or more exactly, such as <kbd>track:phd country:Nigeria -status:submitted "soil carbon"</kbd>
          </p>
          <Kept list={list} but="q" />
          <SearchBox key={view.typed} typed={view.typed} call={call} keywords={keywords} />
        </form>
      </search>
      {problems.length > 0 && (
        <Notice tone="warning" title="Not all of the search is understood">
          <ul className="list-disc pl-5">
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Notice>
      )}
      <details id="help">
        <summary className="link">Search words and keys</summary>
        <div className="card mt-2 space-y-3">
          <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[auto_1fr] [&_dt]:font-semibold">
            {keywords.map((keyword) => (
              <div key={keyword} className="contents">
                <dt>{aboutOf(keyword).example}</dt>
                <dd>{aboutOf(keyword).about}</dd>
              </div>
            ))}
          </dl>
          <p>
            All that is asked for must hold. Put <kbd>or</kbd> between alternatives, <kbd>-</kbd> before what must not
            be, and parentheses around what belongs together; <kbd>track:phd,masters</kbd> takes either.
          </p>
          <p>
            Keys: <kbd>/</kbd> goes to the search, <kbd>j</kbd> and <kbd>k</kbd> go down and up, <kbd>Enter</kbd> opens,{' '}
            <kbd>x</kbd> selects, <kbd>?</kbd> shows this.
          </p>
        </div>
      </details>
    </div>
  )
}
