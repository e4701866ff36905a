import type { ShownList } from '../shown-list'
import { hrefOf } from '../view'

/** Explains why there are no rows, with links to where there are. */
export function NoResults({ list: { view, audience } }: { list: ShownList }) {
  if (view.page > 1) return <Way text="There are no more." label="First page" href={hrefOf(view, audience)} />
  if (!view.search.query) return 'No application that you may read is here yet.'
  const all = hrefOf(view, audience, { typed: '' })
  return <Way text="Nothing that you may read fits this search." label="Show all applications" href={all} />
}

function Way({ text, label, href }: { text: string; label: string; href: string }) {
  return (
    <>
      {text}{' '}
      <a className="link" href={href}>
        {label}
      </a>
    </>
  )
}
