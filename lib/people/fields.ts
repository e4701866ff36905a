import type { TextField } from '@/lib/ui/text-form'
import { MIN_PASSWORD } from './password-rules'

/** The fields that several account pages ask for. */
export const emailField: TextField = { name: 'email', label: 'E-mail address', type: 'email', autoComplete: 'email' }
export const passwordField: TextField = {
  name: 'password',
  label: 'Password',
  type: 'password',
  autoComplete: 'current-password',
}
export const newPasswordField: TextField = {
  name: 'password',
  label: 'New password',
  hint: `At least ${MIN_PASSWORD} characters. Three or four words are easy to remember and hard to guess.`,
  type: 'password',
  autoComplete: 'new-password',
}
export const nameFields: TextField[] = [
  { name: 'name', label: 'Full name', hint: 'In your own script.', autoComplete: 'name' },
  {
    name: 'latinName',
    label: 'Name in Latin letters',
    hint: 'As in your passport.',
    autoComplete: 'off',
    optional: true,
  },
]
