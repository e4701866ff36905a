'use client'

import type { ComponentProps } from 'react'
import { FieldsForm } from './fields-form'
import { PasswordInput } from './password-input'

/** A short form that asks for a password too. */
export function PasswordForm(props: Omit<ComponentProps<typeof FieldsForm>, 'password'>) {
  return <FieldsForm {...props} password={PasswordInput} />
}
