import { expect, test } from 'vitest'
import { archiveName } from './archive'

test.each([
  ['Łódź Đặng Ñandú', null, 'N-1 Lodz Dang Nandu'],
  ['አማኑኤል ተስፋዬ', 'Amanuel Tesfaye', 'N-1 Amanuel Tesfaye'],
  ['አማኑኤል ተስፋዬ', null, 'N-1 amanuel tesfaye'],
  ['???', null, 'N-1'],
  ['../../etc/passwd\0\\x:*?"<>|', null, 'N-1 etc passwd x'],
  ['a'.repeat(300), null, `N-1 ${'a'.repeat(60)}`],
])('%s becomes a name for any system', (applicant, latinName, name) => {
  expect(archiveName({ number: 'N-1', applicant, latinName })).toBe(name)
})
