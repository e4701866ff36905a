import { valid } from 'node-html-parser'
import { expect, test } from 'vitest'
import { absolute, compose } from './queries'
import { samples, templateNames } from './samples'
import { write } from './templates'

// Only the portal's address comes from the settings.
process.env.DATABASE_URL ??= 'postgres://nowhere'

test.each(templateNames)('%s: both parts are whole, and every link is in both', (template) => {
  const { subject, text, html } = compose(template, samples[template])
  const links = write(template, samples[template]).body.flatMap((block) =>
    typeof block === 'string' ? [] : [absolute(block.link)],
  )
  expect(subject).toMatch(/^\S.*\S$/)
  expect(subject.length).toBeLessThan(80)
  for (const link of links) {
    expect(text.split('\n')).toContain(link)
    expect(html).toContain(`<a href="${link.replaceAll('&', '&amp;')}"`)
  }
  for (const part of [subject, text, html]) expect(part).not.toMatch(/undefined|null|NaN|\[object/)
  expect(valid(html)).toBe(true)
  expect(html).toMatch(/^<!doctype html><html lang="en">.*<\/html>$/s)
})
