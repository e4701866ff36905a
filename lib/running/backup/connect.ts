import pg from 'pg'
import { oneLine, Problem } from '@/lib/shared/problem'

/** Does work on a separate connection, for session locks and long transactions. @throws Problem if there is none. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'scholarship-portal backup' })
  // A connection that ends makes the running statement fail, which reports it.
  client.on('error', () => {})
  await client.connect().catch((error) => {
    throw new Problem(`the database cannot be reached: ${oneLine(error)}`)
  })
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
