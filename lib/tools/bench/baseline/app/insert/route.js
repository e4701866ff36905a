import { sql } from '../../database.js'

/** A route handler with one insert. */
export async function PUT(request) {
  const { answers } = await request.json()
  const [row] = await sql`insert into bench_inserts (answers) values (${answers}) returning id`
  return Response.json({ id: row.id })
}
