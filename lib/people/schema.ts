import * as z from 'zod'
import { isAddress, plainAddress } from '@/lib/form/email-address'
import { latinProblem, withoutUnseen } from '@/lib/form/fold'
import { printProblem } from '@/lib/form/font-coverage'
import { typed, words } from '@/lib/form/typed'
import { isCommonPassword, MAX_PASSWORD, MIN_PASSWORD } from './password-rules'

/** Takes the address out of what somebody pasted with it (`Name <address>`, `mailto:`). Pure. */
export const email = typed
  .pipe(z.string().max(1000, 'Enter an e-mail address of at most 254 characters'))
  .transform(plainAddress)
  .pipe(
    z
      .string()
      .min(1, 'Enter an e-mail address')
      .max(254, 'Enter an e-mail address of at most 254 characters')
      .refine(isAddress, 'Enter an e-mail address in the form name@example.org'),
  )

/** One line of text. It may go into a mail to a stranger, and mail programs turn an address in it into a link. */
export const line = (missing: string) =>
  words
    .transform((text) =>
      text
        .normalize('NFC')
        .replace(/[\s\p{Cc}]+/gu, ' ')
        .trim(),
    )
    .pipe(
      z
        .string()
        .min(1, missing)
        .max(200, 'Enter at most 200 characters')
        .refine((text) => !/:\/\/|www\./i.test(text), 'Leave web addresses out'),
    )

/** A slash between two single letters, as in A/L and S/O: no address looks like that. */
const PATRONYMIC = /(?<![\p{L}\p{N}.])\p{L}\/\p{L}(?![\p{L}\p{N}.])/gu

/** A person's name. It goes into mails to strangers, so nothing in it may look like a web address. */
export const personName = (missing: string) =>
  typed
    .transform(withoutUnseen)
    .pipe(line(missing))
    .refine((text) => text.length <= 100, 'Enter at most 100 characters')
    .refine(
      (text) => !/[@:/\\<>\u2044\u2215\u29F8\uFF0F]/.test(text.replace(PATRONYMIC, '')),
      'Use letters, spaces, dots, commas and hyphens',
    )
    .superRefine((text, issues) => {
      const message = printProblem(text)
      if (message) issues.addIssue({ code: 'custom', message })
    })

const name = personName('Enter your name')

const latinName = typed
  .transform((text) => withoutUnseen(text).normalize('NFC').replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .max(200, 'Enter a name of at most 200 characters')
      .superRefine((text, issues) => {
        const message = text === '' ? null : latinProblem(text)
        if (message) issues.addIssue({ code: 'custom', message })
      }),
  )
  .optional()

export const newPassword = z
  .string()
  .min(MIN_PASSWORD, `Choose a password of at least ${MIN_PASSWORD} characters`)
  .max(MAX_PASSWORD, `Choose a password of at most ${MAX_PASSWORD} characters`)
  .refine(
    (password) => !isCommonPassword(password),
    'This password is easy to guess. Choose another, such as three or four words',
  )

/** A password for comparison only. Its one rule is a maximum length, which keeps a huge text from the hash. */
export const givenPassword = z.string().min(1, 'Enter your password').max(1000, 'This password is too long')

const token = z.string().max(200).default('')

export const registerSchema = z
  .object({ name, latinName, email, password: newPassword })
  .refine(({ email, password }) => !password.toLowerCase().includes(email.toLowerCase()), {
    path: ['password'],
    message: 'Choose a password that does not contain your e-mail address',
  })
export const signInSchema = z.object({ email, password: givenPassword, next: z.string().max(2000).optional() })
export const addressSchema = z.object({ email })
/** The fields of a link that makes a browser known. */
export const browserLinkSchema = z.object({ token })
export const confirmSchema = z.object({ token, password: givenPassword })
export const resetSchema = z.object({ token, password: newPassword })
/** The fields of an accepted invitation. */
export const acceptSchema = z.object({ token, name, password: newPassword })
export const nameSchema = z.object({ name, latinName })
export const changePasswordSchema = z.object({ currentPassword: givenPassword, password: newPassword })
export const sessionSchema = z.object({ sessionId: z.uuid() })
export const emptySchema = z.object({})
