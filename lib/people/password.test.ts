import { expect, test } from 'vitest'
import { hashPassword, verifyPassword } from './password'
import { isCommonPassword, strengthOf } from './password-rules'
import { nameSchema, registerSchema } from './schema'

test('a password is right for its own hash alone, and never without one', async () => {
  const stored = await hashPassword('correct horse battery')
  expect(stored).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
  expect(await verifyPassword(stored, 'correct horse battery')).toBe(true)
  expect(await verifyPassword(stored, 'Correct horse battery')).toBe(false)
  expect(await verifyPassword(null, 'correct horse battery')).toBe(false)
  expect(await verifyPassword('not a hash', 'x')).toBe(false)
})

test('the same letters composed differently are the same password', async () => {
  const stored = await hashPassword('caf\u00e9 du matin')
  expect(await verifyPassword(stored, 'cafe\u0301 du matin')).toBe(true)
})

test.each(['password1234', 'P@ssw0rd!!!!', '123456789012', 'qwertyuiopas', 'aaaaaaaaaaaa', 'abcabcabcabc'])(
  '%s is common',
  (password) => {
    expect(isCommonPassword(password)).toBe(true)
    expect(strengthOf(password)).toBe('easy to guess')
  },
)

test.each(['correct horse battery', 'lampe-fleuve-neuf', '我爱北京天安门广场很大很好', 'tR7!kq09_zVb'])(
  '%s is not',
  (password) => {
    expect(isCommonPassword(password)).toBe(false)
    expect(strengthOf(password)).toBe(password.length > 11 ? 'good' : 'too short')
  },
)

test('names in any script, Latin names in Latin letters', () => {
  expect(nameSchema.parse({ name: '  አማኑኤል \n ተስፋዬ ', latinName: 'Nguyễn Thị O’Neill-Ößmann' })).toEqual({
    name: 'አማኑኤል ተስፋዬ',
    latinName: 'Nguyễn Thị O’Neill-Ößmann',
  })
  expect(nameSchema.safeParse({ name: 'X', latinName: '李伟' }).success).toBe(false)
  expect(nameSchema.safeParse({ name: ' ', latinName: '' }).success).toBe(false)
})

test('a password that is the address is refused', () => {
  const person = { name: 'A', latinName: '', email: 'somebody@example.org' }
  expect(registerSchema.safeParse({ ...person, password: 'Somebody@example.org1' }).success).toBe(false)
  expect(registerSchema.safeParse({ ...person, password: 'three plain words' }).success).toBe(true)
})
