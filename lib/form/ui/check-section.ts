import { zodResolver } from '@hookform/resolvers/zod'
import type { ResolverOptions } from 'react-hook-form'
import type { Answers, Section } from '../definition'
import { completeSchema, type FormContext } from '../schema'

/** Checks a section by the server's own schema. Loaded at the first touch of a form, because zod is large. */
export function checkSection(
  section: Section,
  context: FormContext,
  values: Answers,
  options: ResolverOptions<Answers>,
) {
  return zodResolver(completeSchema(section, context) as never)(values as never, undefined, options as never)
}
