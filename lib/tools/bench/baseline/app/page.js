import { sql } from '../database.js'

/** A page with one indexed query. */
export default async function Page({ searchParams }) {
  const { id } = await searchParams
  const [row] = await sql`select id, state from applications where id = ${id}`
  return <p>{row.state}</p>
}
