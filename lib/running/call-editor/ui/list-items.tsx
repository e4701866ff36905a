import Link from 'next/link'
import { ListButtons } from './list-buttons'

type Props = {
  call: string
  part: string
  seen: number
  list: string
  item: string
  names: string[]
}

/** The items of a list, each with a link to its form and buttons to move and remove it. */
export function ListItems({ call, part, seen, list, item, names }: Props) {
  const hidden = { call, part, list, seen: String(seen) }
  return (
    <div className="space-y-4">
      {names.length === 0 ? <p>There is no {item} yet.</p> : null}
      <ol className={names.length > 0 ? 'card divide-y divide-line py-1' : undefined}>
        {names.map((name, at) => (
          <li key={`${name}-${at}`} className="flex flex-wrap items-center justify-between gap-x-4 py-1">
            <Link
              href={`/admin/calls/${call}/edit/${part}?item=${list}.${at}`}
              prefetch={false}
              className="link"
              dir="auto"
            >
              {name || `(${item} without a name)`}
            </Link>
            <ListButtons hidden={hidden} at={at} last={at === names.length - 1} name={name} />
          </li>
        ))}
      </ol>
      <ListButtons hidden={hidden} name={item} />
    </div>
  )
}
