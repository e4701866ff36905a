import { expect, type Page, test } from '@playwright/test'
import { followMail, PASSWORD, signInHere } from './pages/account'
import { anAccount, database, newPage } from './pages/applicant'
import { expectAccessible } from './pages/axe'
import { anAdmin, codeOf, newAddress } from './pages/staff'

async function invite(page: Page, email: string) {
  await page.goto('/admin/people/invite?call=2021&role=officer')
  await page.getByLabel('Name', { exact: true }).fill('Chen Yu')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Institution', { exact: true }).selectOption('sic')
  await page.getByRole('button', { name: 'Send the invitation' }).click()
  await expect(page.getByText('The role is given')).toBeVisible()
}

async function password(page: Page, email: string) {
  await page.goto('/signin?next=/dossiers')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

async function code(page: Page, given: string) {
  await page.getByLabel(/Code of your authenticator app/).fill(given)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

const heading = (page: Page, name: string | RegExp) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible()

async function signOut(page: Page) {
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByText('You are signed out.')).toBeVisible()
}

test('an invited officer accepts, sets up an authenticator, and signs in with a code, then with a recovery code', async ({
  page,
  browser,
}) => {
  const email = newAddress()
  await anAdmin(page)
  await invite(page, email)
  const officer = await newPage(browser, { viewport: { width: 375, height: 812 } })
  await followMail(officer, email, /You are invited/, /\/invitation/)
  const link = officer.url()
  await heading(officer, 'Accept the invitation')
  await expectAccessible(officer)
  await officer.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await officer.getByRole('button', { name: 'Accept and go on' }).click()
  await heading(officer, 'Set up two-factor sign-in')
  await expectAccessible(officer)
  expect(await officer.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  // Until the authenticator is set up there is no role, and its pages redirect here.
  await officer.goto('/dossiers')
  await heading(officer, 'Set up two-factor sign-in')
  const secret = ((await officer.getByTestId('secret').textContent()) ?? '').replaceAll(/\s/g, '')
  await officer.getByLabel('Code of six digits').fill('12')
  await officer.getByRole('button', { name: 'Confirm' }).click()
  await expect(officer.locator('#error-summary')).toContainText('This code is wrong')
  await officer.getByLabel('Code of six digits').fill(await codeOf(secret))
  await officer.getByRole('button', { name: 'Confirm' }).click()
  await heading(officer, 'Keep your recovery codes')
  await expectAccessible(officer)
  const codes = await officer.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').allInnerTexts()
  expect(codes).toHaveLength(10)
  await officer.getByRole('button', { name: 'I have kept them, go on' }).click()
  await heading(officer, 'Dossiers')
  await officer.goto('/account/two-factor/codes')
  await heading(officer, 'Two-factor sign-in')
  await expectAccessible(officer)

  await signOut(officer)
  await password(officer, email)
  await heading(officer, 'Enter your code')
  await expectAccessible(officer)
  // The password alone opens nothing.
  await officer.goto('/account')
  await heading(officer, 'Enter your code')
  // As if it had been photographed just now, however long ago that was.
  const sql = database()
  await sql`update authenticators set last_step = floor(extract(epoch from now()) / 30)
    where person_id = (select id from people where email = ${email})`
  await sql.end()
  await code(officer, await codeOf(secret))
  await expect(officer.locator('#error-summary')).toContainText('was already used')
  await code(officer, await codeOf(secret, 1))
  await heading(officer, 'Your account')
  await signOut(officer)
  await password(officer, email)
  await code(officer, codes[0]!.toUpperCase())
  await heading(officer, 'Dossiers')
  await officer.goto(link)
  await heading(officer, 'This link no longer works')
})

test('a member of staff renews recovery codes, an admin resets a lost authenticator, and without JavaScript it is set up again', async ({
  page,
  browser,
}) => {
  const email = newAddress()
  await anAdmin(page)
  await invite(page, email)
  const person = page.url().split('?')[0]!
  const officer = await newPage(browser, { javaScriptEnabled: false })
  await followMail(officer, email, /You are invited/, /\/invitation/)
  const setUp = async () => {
    const secret = ((await officer.getByTestId('secret').textContent()) ?? '').replaceAll(/\s/g, '')
    await officer.getByLabel('Code of six digits').fill('no')
    await officer.getByRole('button', { name: 'Confirm' }).click()
    await expect(officer.locator('#error-summary')).toContainText('This code is wrong')
    await officer.getByLabel('Code of six digits').fill(await codeOf(secret))
    await officer.getByRole('button', { name: 'Confirm' }).click()
    await heading(officer, 'Keep your recovery codes')
    await expect(officer.getByRole('link', { name: 'Download as a text file' })).toBeVisible()
    await officer.getByRole('button', { name: 'I have kept them, go on' }).click()
    return secret
  }
  await officer.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await officer.getByRole('button', { name: 'Accept and go on' }).click()
  const secret = await setUp()
  await officer.goto('/account/two-factor')
  await heading(officer, 'Two-factor sign-in')
  await officer.locator('[id="renew-password"]').fill(PASSWORD)
  await officer.locator('[id="renew-code"]').fill(await codeOf(secret, 1))
  await officer.getByRole('button', { name: 'Make new recovery codes' }).click()
  await heading(officer, 'Keep your recovery codes')

  await page.goto(person)
  await page.getByRole('link', { name: 'Reset the authenticator' }).click()
  await heading(page, 'Reset the authenticator')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Reset the authenticator' }).click()
  await expect(page.getByText('The authenticator is reset.')).toBeVisible()
  await officer.goto('/dossiers')
  await heading(officer, 'Sign in')
  await password(officer, email)
  await heading(officer, 'Set up two-factor sign-in')
  await setUp()
  await heading(officer, 'Dossiers')
})

test('an admin finds an applicant who lost the authenticator by the whole address; then the password is enough', async ({
  page,
  browser,
}) => {
  const email = await anAccount('Lost Phone')
  const sql = database()
  await sql`insert into authenticators (person_id, secret, confirmed_at)
    select id, 'sealed', now() from people where email = ${email}`
  await sql.end()
  await anAdmin(page)
  await page.getByRole('link', { name: 'Reset an applicant’s authenticator' }).click()
  await heading(page, 'Find an account to reset')
  await page.getByLabel('E-mail address').fill(email.slice(1))
  await page.getByRole('button', { name: 'Find the account' }).click()
  await expect(page.locator('#error-summary')).toContainText('Nobody else with an authenticator has this address')
  await expectAccessible(page)
  await page.getByLabel('E-mail address').fill(email.toUpperCase())
  await page.getByRole('button', { name: 'Find the account' }).click()
  await heading(page, 'Reset the authenticator')
  await page.getByRole('button', { name: 'Reset the authenticator' }).click()
  await expect(page.getByText('The authenticator is reset.')).toBeVisible()
  const applicant = await newPage(browser)
  await applicant.goto('/signin')
  await signInHere(applicant, email, PASSWORD)
})

test('an admin invites a reviewer, finds, changes and ends the role, and gives it back', async ({ page }) => {
  // Pasted with a name, at a domain in Cyrillic letters.
  const email = newAddress().replace('university', 'университет')
  await anAdmin(page)
  await heading(page, 'People')
  await page.getByRole('link', { name: 'Invite somebody' }).click()
  await heading(page, 'Invite somebody')
  await expectAccessible(page)
  await page.goto('/admin/people/invite?call=2021&role=reviewer')
  await heading(page, 'Invite: reviewer')
  await page.getByLabel('Name', { exact: true }).fill('Ada Mensah')
  await page.getByLabel('Chemistry', { exact: true }).check()
  await page.getByRole('button', { name: 'Send the invitation' }).click()
  await expect(page.locator('#error-summary').getByRole('link')).toHaveCount(2)
  await expect(page.getByLabel('Chemistry', { exact: true })).toBeChecked()
  await expectAccessible(page)
  await page.getByLabel('E-mail address').fill(`Ada Mensah <${email}>`)
  await page.getByLabel('Load limit').fill('12')
  await page.getByRole('button', { name: 'Send the invitation' }).click()
  await heading(page, 'Ada Mensah')
  await expect(page.getByText(email, { exact: true })).toBeVisible()
  await expect(page.getByText('Invited, and has not accepted yet')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: /Send the invitation again/ }).click()
  await expect(page.getByText('The invitation is on its way again.')).toBeVisible()
  await page.getByRole('link', { name: 'Change what they review' }).click()
  await heading(page, 'What they review')
  await expect(page.getByLabel('Chemistry', { exact: true })).toBeChecked()
  await page.getByLabel('Load limit').fill('8')
  await page.getByLabel('Country where they work').selectOption('GH')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('At most 8 applications')).toBeVisible()
  await page.getByRole('link', { name: /Take the invitation back/ }).click()
  await heading(page, 'Take the invitation back')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Take it back' }).click()
  await expect(page.getByText('The role has ended.')).toBeVisible()
  await page.goto(`/admin/mail?to=${encodeURIComponent(email)}`)
  await expect(page.getByText(email, { exact: true }).first()).toBeVisible()
  await page.goto('/admin/people')
  await page.getByLabel('Name or e-mail address').fill(email)
  await page.getByLabel('State').selectOption('ended')
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page.getByText('1 person', { exact: true })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Ada Mensah' }).click()
  await page.getByRole('button', { name: /Give the role back/ }).click()
  await expect(page.getByText('The role is given back.')).toBeVisible()
})

for (const javaScriptEnabled of [true, false])
  test(`an admin previews a file of people before importing it, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
    browser,
  }) => {
    const page = await newPage(browser, { javaScriptEnabled, viewport: { width: 375, height: 812 } })
    await anAdmin(page, '/admin/people/import')
    await heading(page, 'Import people')
    if (javaScriptEnabled) await expectAccessible(page)
    await page.getByRole('button', { name: 'Look at it' }).click()
    await expect(page.locator('#error-summary')).toContainText('Choose a file')
    const [good, second] = [newAddress(), newAddress()]
    const send = async (text: string) => {
      const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
      await page.getByLabel('File of people').setInputFiles(file)
      await page.getByRole('button', { name: 'Look at it' }).click()
    }
    await send('name;email\nA;a@university.example')
    await expect(page.locator('#error-summary')).toContainText('Missing: Role')
    const head = '\uFEFFRole;Name;E-mail;Institution;Load limit;Disciplines\r\n'
    const ok = `officer;"Osei; Kofi";${good};simm;;\r\nreviewer;Ada Mensah;${second};;12;Chemistry, Botany\r\n`
    await send(`${head}${ok}officer;=1+1;nowhere;Hogwarts;;\r\nreviewer;Ada Mensah;${second};;3;\r\n`)
    await expect(page.getByRole('heading', { name: '2 rows of 4 cannot be imported' })).toBeVisible()
    await expect(page.getByText('E-mail: Enter an e-mail address in the form name@example.org')).toBeVisible()
    await expect(page.getByText('The same person and role as in line 3')).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
    if (javaScriptEnabled) await expectAccessible(page)
    await page.getByRole('link', { name: 'Import nothing; choose a corrected file' }).click()
    await send(`${head}${ok}officer;C;${newAddress()};Hogwarts;;\r\n`)
    await page.getByRole('button', { name: 'Import the 2 people without an error, leave out 1 row' }).click()
    await expect(page.getByText('2 people imported')).toBeVisible()
    await page.goto(`/admin/people?q=${second}`)
    await expect(page.getByText('Chemistry, Botany')).toBeVisible()
    await page.goto(`/admin/people/import`)
    await send(head + ok)
    await expect(page.getByText('Has this role already')).toHaveCount(2)
    await expect(page.getByRole('button', { name: /^Import/ })).toHaveCount(0)
  })
