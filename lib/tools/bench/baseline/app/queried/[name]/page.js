import { bodies } from '../../../bodies.js'
import { sql } from '../../../database.js'

/** A page with one indexed query, as heavy as the portal's page of this name. */
export default async function Page({ params, searchParams }) {
  const { name } = await params
  const { id } = await searchParams
  const [row] = await sql`select id, state from applications where id = ${id}`
  return (
    <>
      <p>{row.state}</p>
      <main dangerouslySetInnerHTML={{ __html: bodies[name] }} />
    </>
  )
}
