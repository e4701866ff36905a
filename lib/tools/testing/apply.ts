import { randomUUID } from 'node:crypto'
import { type Applicant, answersOf, askedBy, nameOf } from './applicants'
import { papersOf } from './applicants/papers'
import { type Page, Visitor } from './visitor'

export const PASSWORD = 'a-long-Password-for-tests'

/**
 * One invented person's whole way through a running demonstration, with a browser's requests: register, confirm by the
 * mail, sign in, save each section, name the referees, upload each document, submit. Returns the application's number.
 * @throws Error that names the step that the portal refused.
 */
export async function applyAs(
  applicant: Applicant,
  base: string,
): Promise<{ number: string; email: string; id: string }> {
  const visitor = new Visitor(base)
  const email = await register(visitor, applicant)
  const begun = await visitor.send(await visitor.open('/apply'), 'Start the application', {})
  const id = begun.url.split('/').at(-1)!
  for (const [key, answers] of Object.entries(answersOf(applicant))) {
    const response = await visitor.fetch(`/api/applications/${id}/sections/${key}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ answers, version: 0, writer: randomUUID(), seq: 1 }),
    })
    if (!response.ok) throw new Error(`${email}, ${key}: ${await response.text()}`)
  }
  for (const { kind, ...asked } of askedBy(applicant)) {
    const form = await visitor.open(`/apply/${id}/referees?add=${kind}`)
    const named = await visitor.send(form, 'Save', asked)
    if (!named.html.text.includes('The invitation is not sent yet')) throw refused(named, email)
  }
  for (const { kind, filename, bytes } of await papersOf(applicant)) {
    const body = new FormData()
    body.set('application', id)
    body.set('kind', kind)
    body.set('file', new File([new Uint8Array(bytes)], filename))
    const headers = { accept: 'application/json' }
    const response = await visitor.fetch('/api/documents', { method: 'POST', headers, body })
    if (!response.ok) throw new Error(`${email}, ${filename}: ${await response.text()}`)
  }
  const submitted = await visitor.send(await visitor.open(`/apply/${id}/check`), 'Submit the application', {})
  const number = submitted.html.querySelector('main')?.text.match(/ANSO-\d{4}-[PM]-\d{5}/)?.[0]
  if (!number) throw refused(submitted, email)
  return { number, email, id }
}

async function register(visitor: Visitor, applicant: Applicant): Promise<string> {
  const slug = applicant.latinName.toLowerCase().replaceAll(' ', '.')
  const email = `${slug}.${randomUUID().slice(0, 8)}@example.org`
  const values = { name: nameOf(applicant), latinName: applicant.latinName, email, password: PASSWORD }
  const registered = await visitor.send(await visitor.open('/register'), 'Register', values)
  if (!registered.html.text.includes('Check your mail')) throw refused(registered, email)
  const mailbox = await visitor.open(`/mailbox?to=${encodeURIComponent(email)}`)
  const mail = mailbox.html.querySelector('main ul a')?.getAttribute('href')
  const message = await visitor.open(mail ?? '/mailbox/none')
  const link = message.html.querySelector('main a[href*="/verify"]')?.getAttribute('href')
  if (!link) throw refused(message, email)
  const inside = await visitor.send(await visitor.open(link), 'Confirm my address', { password: PASSWORD })
  if (!inside.url.endsWith('/apply')) throw refused(inside, email)
  return email
}

const refused = (page: Page, email: string) =>
  new Error(`${email} at ${page.url} (${page.status}): ${page.html.querySelector('main')?.text}`)
