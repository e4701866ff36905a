import { test } from '@playwright/test'
import { aCallToEdit } from './pages/calls'
import { anAdmin } from './pages/staff'

test('shots console', async ({ page }) => {
  const slug = await aCallToEdit()
  await anAdmin(page, '/admin/calls')
  const paths = {
    home: `/admin/calls/${slug}`, tracks: `/admin/calls/${slug}/edit/tracks?item=tracks.0`, list: `/admin/calls/${slug}/edit/institutions`,
    dates: `/admin/calls/${slug}/edit/dates`, json: `/admin/calls/${slug}/json`, stat: '/admin/statistics?by=institution', exp: '/admin/exports', jobs: '/admin/jobs', ret: '/admin/retention', admin: '/admin',
    preview: `/admin/calls/${slug}/preview`,
  }
  for (const width of [375, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    for (const [name, path] of Object.entries(paths)) {
      await page.goto(path)
      const w = await page.evaluate(() => document.documentElement.scrollWidth)
      if (w > width) console.log(`WIDE ${path} ${w} > ${width}`)
      await page.screenshot({ path: `/tmp/b2/console-${name}-${width}.png` })
    }
  }
})
