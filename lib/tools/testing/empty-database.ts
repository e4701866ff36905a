import postgres from 'postgres'
import { afterAll } from 'vitest'

/** The address of a new, empty database on the tests' server, removed with the test file. */
export async function emptyDatabase(): Promise<string> {
  const server = process.env.TEST_SERVER_URL!
  const name = `scholarship_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  const admin = postgres(server.replace(/\/[^/]*$/, '/postgres'), { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${name}`)
  afterAll(async () => {
    await admin.unsafe(`drop database if exists ${name} with (force)`)
    await admin.end()
  })
  return server.replace(/\/[^/]*$/, `/${name}`)
}
