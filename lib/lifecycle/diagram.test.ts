import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { lifeAsMermaid } from '@/lib/lifecycle/diagram'

test('the README’s diagram is that of the table of transitions', () => {
  expect(readFileSync('README.md', 'utf8')).toContain(`\`\`\`mermaid\n${lifeAsMermaid()}\n\`\`\``)
})
