import { test } from '@playwright/test'
import { newPage, readyApplication, signIn } from './pages/applicant'

const FOLDER = '.github/screenshots'
const wide = { viewport: { width: 1280, height: 800 } }
const phone = { viewport: { width: 375, height: 812 } }

test('pictures for the README', async ({ browser }) => {
  const visitor = await newPage(browser, wide)
  await visitor.goto('/')
  await visitor.screenshot({ path: `${FOLDER}/home.jpg`, quality: 80 })
  const { email, id } = await readyApplication('Amanuel Tesfaye')
  const applicant = await newPage(browser, wide)
  await signIn(applicant, email)
  await applicant.goto(`/apply/${id}`)
  await applicant.screenshot({ path: `${FOLDER}/applicant.png` })
  await applicant.setViewportSize(phone.viewport)
  await applicant.goto(`/apply/${id}/research`)
  await applicant.screenshot({ path: `${FOLDER}/phone.png` })
})
