import type { Executor } from './client'

type Query = PromiseLike<unknown> & { prepare(name: string): { execute(values: Values): Promise<unknown> } }
type Values = Record<string, unknown>

/**
 * A query that most requests ask: Drizzle builds it once for each database, since that costs more than to ask
 * PostgreSQL. Its values are `sql.placeholder`s.
 */
export function prepared<Q extends Query>(build: (executor: Executor) => Q) {
  const made = new WeakMap<Executor, ReturnType<Q['prepare']>>()
  return (executor: Executor, values: Values): Promise<Awaited<Q>> => {
    let query = made.get(executor)
    if (!query) {
      query = build(executor).prepare('') as ReturnType<Q['prepare']>
      made.set(executor, query)
    }
    return query.execute(values) as Promise<Awaited<Q>>
  }
}
