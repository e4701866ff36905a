import { expect, type Page, test } from '@playwright/test'
import { database, newPage } from './pages/applicant'
import { aCallToEdit } from './pages/calls'
import { aScene, CAST } from './pages/cast'

/** The public pages that the web server keeps in its memory. */
const KEPT = ['/', '/call', '/call/places', '/call/sources', '/institutions', '/eligible', '/faq']
/** An address that it does not keep, of the same page. */
const unkept = (path: string) => `${path}?call=2021&notice=none`

const HEADER = /<header\b[\s\S]*?<\/header>/
const WRITTEN = /<script id="account"[\s\S]*?<\/script>/

test('every kept page is the same for each role, apart from a header that is the person’s own', async ({
  request,
  baseURL,
}) => {
  const scene = await aScene('xieg', 'ynao')
  const get = async (path: string, cookie: string) => {
    const answer = await fetch(baseURL + path, { headers: { cookie } })
    expect(answer.status, path).toBe(200)
    return { html: await answer.text(), headers: answer.headers }
  }
  // React may write the data of its scripts in another order each time.
  const rest = (html: string) => html.replace(HEADER, '').replace(/<script\b[\s\S]*?<\/script>/g, '')
  for (const path of KEPT) {
    const anybody = await (await request.get(path)).text()
    for (const player of CAST) {
      const { cookie, person } = scene.cast[player]
      const { html, headers } = await get(path, cookie)
      expect(difference(rest(html), rest(anybody)), `${path} as ${player}`).toBe('')
      expect(headers.get('cache-control')).toContain('no-store')
      const made = await get(unkept(path), cookie)
      expect(html.match(HEADER)?.[0], `${path} as ${player}`).toBe(made.html.match(HEADER)?.[0])
      if (person) expect(html.match(WRITTEN)?.[0]).toContain(person.name)
    }
    // What each of them saw has left nothing in the copy, nor in a later one.
    const again = await (await request.get(path)).text()
    expect(difference(rest(again), rest(anybody)), path).toBe('')
    for (const { person } of Object.values(scene.cast))
      for (const mark of person ? [person.name, person.email, person.id] : [])
        expect((anybody + again).includes(mark), `${mark} in ${path}`).toBe(false)
  }
})

/** Where two texts begin to differ. */
function difference(one: string, other: string): string {
  const at = one.split('').findIndex((letter, i) => letter !== other[i])
  return at < 0
    ? one.slice(other.length) || other.slice(one.length)
    : `${one.slice(at, at + 80)} … ${other.slice(at, at + 80)}`
}

test('nobody gets the page as the portal asks itself for it', async ({ request }) => {
  for (const made of ['page', 'account /call']) {
    expect((await request.get('/frame', { headers: { 'x-made-for': made } })).status()).toBe(404)
    const own = await request.get(unkept('/call'), { headers: { 'x-made-for': made } })
    expect(await own.text()).not.toMatch(WRITTEN)
  }
})

test('a change of the Call shows on the pages that are kept of it', async ({ request }) => {
  const slug = await aCallToEdit()
  const sql = database()
  await sql`update calls set published = true, closes_at = '2033-03-03T12:00Z' where slug = ${slug}`
  const page = async () => (await request.get(`/call?call=${slug}`)).text()
  await expect.poll(page).toContain('2033')
  await sql`update calls set closes_at = '2034-04-04T12:00Z' where slug = ${slug}`
  await expect.poll(page).toContain('2034')
  await sql`update calls set published = false where slug = ${slug}`
  await expect.poll(async () => (await request.get(`/call?call=${slug}`)).status()).toBe(404)
  await sql.end()
})

test('a signed-in person moves between kept pages and their own, and signs out on a kept one', async ({ page }) => {
  const { cast } = await aScene('xieg', 'ynao')
  const faults: string[] = []
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(error.message))
  await page.goto('/call')
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
  await signedInAs(page, cast.applicant)
  await page.goto('/faq')
  const main = page.getByRole('navigation', { name: 'Main' })
  await expect(main.getByRole('link', { name: 'FAQ' })).toHaveAttribute('aria-current', 'page')
  await main.getByRole('link', { name: 'My application' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await main.getByRole('link', { name: 'The Call' }).click()
  await expect(main.getByRole('link', { name: 'The Call' })).toHaveAttribute('aria-current', 'page')
  await page.reload()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('link', { name: 'Register' }).first()).toBeVisible()
  await page.goto('/call')
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
  expect(faults).toEqual([])
})

test('without JavaScript a kept page has the person’s header too, and its button signs out', async ({ browser }) => {
  const { cast } = await aScene('xieg', 'ynao')
  const page = await newPage(browser, { javaScriptEnabled: false })
  await signedInAs(page, cast.admin)
  await page.goto('/call')
  await expect(page.getByRole('link', { name: 'Administration' })).toBeVisible()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.goto('/call')
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
})

async function signedInAs(page: Page, { cookie }: { cookie: string }) {
  const [name, value] = cookie.split(/=(.*)/) as [string, string]
  await page.context().addCookies([{ name, value, domain: 'localhost', path: '/' }])
}
