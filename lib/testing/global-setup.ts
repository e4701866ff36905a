import postgres from 'postgres'
import { migrateDatabase } from '@/db/migrate'
import { seedCalls } from '@/db/seed'
import { startEmbedded } from '@/db/server'

export const TEMPLATE = 'scholarship_test_template'

/** One server for all tests, and a database made once that each test file copies. */
export default async function setup() {
  const given = process.env.DATABASE_URL
  const server = given ? null : await startEmbedded({ dir: '.data/test', fast: true })
  const url = given ?? server!.url
  process.env.TEST_SERVER_URL = url
  const template = url.replace(/\/[^/]*$/, `/${TEMPLATE}`)
  const admin = postgres(url.replace(/\/[^/]*$/, '/postgres'), { max: 1, onnotice: () => {} })
  await admin.unsafe(`drop database if exists ${TEMPLATE} with (force)`)
  await admin.unsafe(`create database ${TEMPLATE}`)
  await migrateDatabase(template)
  await seedCalls(template, true)
  return async () => {
    await admin.unsafe(`drop database if exists ${TEMPLATE} with (force)`)
    await admin.end()
    await server?.stop()
  }
}
