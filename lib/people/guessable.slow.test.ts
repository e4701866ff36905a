import { dictionary } from '@zxcvbn-ts/language-common'
import { expect, test } from 'vitest'
import { passwordProblem } from './guessable'

const owner = { email: 'hoa.nguyen@vast.example.org', name: 'Nguyễn Thị Hoa', latinName: 'Nguyen Thi Hoa' }

test('every password of the list that is long enough is refused', () => {
  const list = dictionary['passwords-common']
  expect(list.length).toBeGreaterThan(10_000)
  const long = list.filter((password) => password.length >= 12)
  expect(long.length).toBeGreaterThan(100)
  for (const password of long) expect(passwordProblem(password, owner), password).toMatch(/well known/)
})

test.each(['password1234', 'P@ssw0rd!2024', 'qwertyuiop12', '1q2w3e4r5t6y', 'iloveyou12345', 'football12345'])(
  '%s is refused, trimmings or not',
  (password) => {
    expect(passwordProblem(password, owner)).toMatch(/well known/)
  },
)

test.each([
  'hoa.nguyen@vast.example.org',
  'Hoa.Nguyen2024',
  'nguyễnthịhoa99',
  'NguyenThiHoa!!',
  'ansoscholarship2021',
  'Scholarship-ANSO',
])('%s is refused, as the owner’s or the portal’s own', (password) => {
  expect(passwordProblem(password, owner)).toMatch(/made of your name/)
})

test.each([
  'correct horse battery',
  'lampe-fleuve-neuf',
  '我爱北京天安门广场很大很好',
  'tR7!kq09_zVb',
  'hoa drinks green tea',
])('%s is taken', (password) => {
  expect(passwordProblem(password, owner)).toBeNull()
})

test('a password as long as the field takes is looked at in a moment', () => {
  const long = Array.from({ length: 200 }, (_, i) => String.fromCharCode(33 + ((i * 37) % 90))).join('')
  expect(passwordProblem(long, owner)).toBeNull()
})
