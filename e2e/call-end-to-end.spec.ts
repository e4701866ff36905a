import { expect } from '@playwright/test'
import { expectAccessible } from './pages/axe'
import { answerAll, apply, correct } from './pages/whole/applying'
import { makeCall } from './pages/whole/call'
import * as decisions from './pages/whole/deciding'
import { heading, test } from './pages/whole/installation'
import { acceptInvitation, invite, signInAgain } from './pages/whole/people'
import * as selection from './pages/whole/selecting'

const CALL = { slug: 'next', title: 'ANSO Scholarship of this year', code: 'ANSO-NEXT' }
const HOST = 'ucas'
const TOLD = 'The passport cannot be read. Please upload a sharper scan.'
const CONDITION = 'The final Master’s certificate'

test('a whole Call: from an empty database to an enrolled student', async ({ installation }) => {
  // A year of nineteen people in separate browsers: a minute and a half on an idle machine, and twice that on a busy
  // one.
  test.setTimeout(300_000)
  const somebody = (name: string, email: string) => installation.somebody(name, email)
  const admin = await somebody('Ada Mensah', 'ada@funder.example')
  const second = await somebody('Bela Novak', 'bela@funder.example')
  const officer = await somebody('Chen Yu', 'chen@host.example')
  const chief = await somebody('Dalia Haddad', 'dalia@committee.example')
  const reviewers = [await somebody('Emil Sato', 'emil@one.example'), await somebody('Fay Okoro', 'fay@two.example')]
  const visitor = await somebody('Visitor', '')

  await test.step('the operator starts the portal on an empty database and invites the first admin', async () => {
    await installation.start()
    // Nothing here comes from a demonstration.
    expect((await visitor.page.request.get('/mailbox')).status()).toBe(404)
    await installation.npm('admin', 'invite', admin.email, admin.name)
    await signInAgain(admin, await acceptInvitation(admin))
  })

  await test.step('the admin makes the Call of this year and invites who works on it', async () => {
    await makeCall(admin, CALL)
    await invite(admin, second, 'admin', CALL.title)
    await invite(admin, officer, 'officer', CALL.title, { institution: HOST })
    await invite(admin, chief, 'chief', CALL.title)
    for (const reviewer of reviewers) await invite(admin, reviewer, 'reviewer', CALL.title, { load: '5' })
    for (const invited of [second, officer, chief, ...reviewers]) await acceptInvitation(invited)
  })

  const applicants = await test.step('three people register, apply and submit', () =>
    Promise.all([
      somebody('Gita Rao', 'gita@mail.example').then((one) => apply(one, HOST)),
      somebody('Hana Bekele', 'hana@mail.example').then((one) => apply(one, HOST)),
      somebody('Ines Duarte', 'ines@mail.example').then((one) => apply(one, HOST)),
    ]))
  const [gita, hana, ines] = applicants

  await test.step('their referees and supervisors answer by the links in their mails', async () => {
    await Promise.all(applicants.map((applicant) => answerAll(installation, applicant)))
    await gita.page.goto(`/apply/${gita.id}`)
    for (const { name } of gita.asked)
      await expect(gita.page.getByRole('listitem').filter({ hasText: name }).first()).toContainText('Received')
  })

  await test.step('the officer returns one application; its applicant corrects it; all are found eligible', async () => {
    await selection.returnForCorrection(officer, hana, TOLD)
    await correct(hana, TOLD)
    for (const applicant of applicants) await selection.findEligible(officer, applicant)
  })

  await test.step('the chief has reviewers assigned, and each reviews every application', async () => {
    await selection.assignReviewers(chief, applicants, 2)
    const scores = { [gita.number]: 9, [hana.number]: 8, [ines.number]: 5 }
    await Promise.all(reviewers.map((reviewer) => selection.review(reviewer, scores)))
  })

  await test.step('the officer ranks them, and hands the list in', async () => {
    await selection.handInNominations(officer, [gita, hana, ines])
  })

  await test.step('one admin proposes who gets the one place and who waits, another confirms, the results are released', async () => {
    await decisions.decide(admin, second, 1)
    await gita.page.goto(`/apply/${gita.id}`)
    await expect(gita.page.getByText('A scholarship is offered to you')).toBeHidden()
    await decisions.releaseResults(admin, CALL.code)
    await hana.inbox.follow(hana.page, hana.email, /is on the waiting list/, new RegExp(`/apply/${hana.id}`))
    await expect(hana.page.getByText('You are on the waiting list')).toBeVisible()
    await ines.inbox.follow(ines.page, ines.email, /The result of application/, new RegExp(`/apply/${ines.id}`))
    await expect(ines.page.getByText('not awarded').first()).toBeVisible()
  })

  const letter =
    await test.step('the first declines; the place goes to the next on the waiting list, who accepts', async () => {
      await decisions.decline(gita)
      await hana.inbox.read(hana.email, /A scholarship is offered to you/)
      await decisions.addCondition(admin, hana, CONDITION)
      return decisions.accept(hana)
    })

  await test.step('the officer marks the condition as met and confirms that the student has come', async () => {
    await decisions.enrol(officer, hana)
    await hana.inbox.follow(hana.page, hana.email, /You are enrolled/, new RegExp(`/apply/${hana.id}`))
    await expect(hana.page.getByText('You are enrolled', { exact: true })).toBeVisible()
    await expectAccessible(hana.page)
  })

  await test.step('a stranger verifies the letter, the places are counted, and the record is whole', async () => {
    const { page } = visitor
    await page.goto('/verify-letter')
    await page.getByLabel('Code of the letter').fill(letter.match(/([0-9A-Z]{5}-){3}[0-9A-Z]{5}/)![0])
    await page.getByRole('button', { name: 'Verify' }).click()
    await heading(page, 'This letter is genuine')
    await expect(page.getByRole('main')).toContainText(hana.number)
    await page.goto(`/call/places?call=${CALL.slug}`)
    await expect(page.getByRole('row', { name: /^PhD/ }).getByRole('cell')).toHaveText(['1', '1'])
    await admin.page.goto(`/tracker?call=${CALL.slug}`)
    const row = admin.page.getByRole('region', { name: 'Places by track' }).getByRole('row', { name: /^PhD/ })
    // The only place is taken: not merely offered or accepted, but enrolled; nobody waits or is undecided.
    await expect(row.getByRole('cell')).toHaveText(['1', '1', '0', '0', '0', '1', '0', '0'])
    expect(await installation.npm('verify')).toMatch(/events, chain whole[\s\S]*1 place taken, as the events tell/)
  })
})
