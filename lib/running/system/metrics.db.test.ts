import { sql } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { connect, db } from '@/db/client'
import { messages } from '@/db/schema'
import { answerMetrics, countRequest, readMetrics } from './metrics'

const TOKEN = 'only-for-prometheus-1'

const request = (authorization: string) => new Request('http://localhost/api/metrics', { headers: { authorization } })

test('the address answers only with the token, and not at all where none is set', async () => {
  expect((await answerMetrics(request(`Bearer ${TOKEN}`), db)).status).toBe(404)
  process.env.METRICS_TOKEN = TOKEN
  vi.resetModules()
  const { answerMetrics: answer } = await import('./metrics')
  for (const wrong of ['', 'Bearer', `Bearer ${TOKEN}x`, `Basic ${TOKEN}`, TOKEN]) {
    const refused = await answer(request(wrong), db)
    expect([refused.status, await refused.text()]).toEqual([404, 'Not found'])
  }
  expect((await answer(request(`Bearer ${TOKEN}`), db)).headers.get('content-type')).toMatch(/^text\/plain; version=/)
})

test('metrics count requests, jobs, mail, places and connections, and name nobody', async () => {
  await db.insert(messages).values({
    recipient: 'ada@example.org',
    template: 'verify-email',
    subject: 'To Ada',
    text: '',
    html: '',
    queuedAt: sql`now() - interval '5 minutes'`,
  })
  await db.execute(sql`select graphile_worker.add_job('no-such-task', run_at := now() - interval '1 minute')`)
  countRequest({ method: 'GET', route: '/r/[token]', status: 200, seconds: 0.3 })
  countRequest({ method: 'BREW', route: 'other', status: 404, seconds: 0.001 })
  const { text } = await readMetrics(db)
  for (const line of [
    'portal_database_up 1',
    'portal_jobs{state="waiting"} 1',
    /^portal_jobs_oldest_seconds (6\d|7\d)\./m,
    'portal_mail{state="waiting"} 1',
    /^portal_mail_oldest_seconds 3\d\d\./m,
    'portal_sign_ins_last_hour{state="failed"} 0',
    'portal_places{call="2021",track="phd",state="free"} 300',
    'portal_http_requests_total{method="GET",route="/r/[token]",status="200"} 1',
    'portal_http_request_seconds_bucket{le="0.25",method="GET",route="/r/[token]"} 0',
    'portal_http_requests_total{method="other",route="other",status="404"} 1',
    /^portal_database_connections\{name="scholarship[^"]*",state="active"\} \d/m,
    /^nodejs_eventloop_lag_seconds /m,
    /^portal_build_info\{version="[\d.]+",build="[^"]+",node="[\d.]+"\} 1/m,
  ])
    expect(text).toMatch(line)
  expect(text).not.toMatch(/ada|verify-email/i)
})

test('without the database, metrics report that, and still describe the process', async () => {
  const away = connect('postgres://nobody@127.0.0.1:1/none')
  const { text } = await readMetrics(away.db)
  expect(text).toContain('portal_database_up 0')
  expect(text).toContain('process_cpu_seconds_total')
  expect(text).not.toContain('portal_jobs{')
})
