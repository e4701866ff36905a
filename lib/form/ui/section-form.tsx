'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { FormProvider, type Resolver, useForm, useWatch } from 'react-hook-form'
import { Button } from '@/lib/shared/ui/button'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { Notice } from '@/lib/shared/ui/notice'
import { Form } from '@/lib/shared/ui/sending/form'
import { useSending } from '@/lib/shared/ui/sending/use-sending'
import type { Answers, Facts, ItemAnswers, Section } from '../definition'
import { sectionFacts, shownNames, visibleFields } from '../rules'
import type { FormContext } from '../schema'
import type { Stored } from './autosave'
import { Conflict } from './conflict'
import { Control } from './control'
import { flatErrors, problemsOf } from './errors'
import { GroupControl } from './group'
import { type FormOptions, hostIn, valuesIn } from './options'
import { SaveStatus } from './save-status'
import { useAutosave } from './use-autosave'

export type SectionState = {
  answers?: Answers
  /** The version behind the answers, if it is not the stored one. */
  version?: number
  errors?: Record<string, string>
  message?: string
  conflict?: Stored
}

export type SectionFormProps = {
  section: Section
  stored: Stored
  /** Facts of the other sections that matter here (`factsAsked`); the form adds this section's as the person types. */
  facts: Facts
  today: string
  options: FormOptions
  /** Where autosave sends, and where 'Save and continue' leads. */
  url: string
  /** The name for unsent answers in the browser, if the address must not be kept. */
  keptUnder?: string
  next: string
  overview: string
  pageId: string
  errors: Record<string, string>
  action: (previous: SectionState, form: FormData) => Promise<SectionState>
  /** Answers that cannot change now, in words by field: shown in place of the control. */
  fixed?: Record<string, string>
  /** Labels of its two buttons, if not 'Save and continue' and 'Save and come back later'. */
  words?: { next: string; overview: string }
  /** Shown above the buttons; may read the answers from react-hook-form's context. */
  children?: ReactNode
}

/**
 * A section of the form. It saves as the person types, checks against the Call's schema on 'Save and continue', and is
 * plain HTML without JavaScript.
 */
export function SectionForm(props: SectionFormProps) {
  const { section, options, url } = props
  const [state, sending] = useSending(props.action, { errors: props.errors })
  const initial = filled(section, state.answers ?? props.stored.answers)
  const hostOf = (key: string) => hostIn(options.institution, key)
  const factsWith = (answers: Answers): Facts => ({ ...props.facts, ...sectionFacts(section, answers, hostOf) })
  const context = (answers: Answers): FormContext => ({
    facts: factsWith(answers),
    today: props.today,
    choices: choicesOf(options),
  })
  const resolver: Resolver<Answers> = async (values, _context, resolverOptions) => {
    const check = await loadCheck().catch(() => null)
    // Saves the answers even if the checking code does not load; the check page shows every error that the server
    // finds.
    if (!check) return { values, errors: {} }
    return check.checkSection(section, context(values), values, resolverOptions) as never
  }
  const formId = `form-${section.key}`
  const form = useForm<Answers>({ defaultValues: initial, resolver, shouldFocusError: false })
  const version = state.version ?? props.stored.version
  const save = useAutosave({
    form,
    formId,
    url,
    keptUnder: props.keptUnder ?? url,
    stored: { ...props.stored, answers: initial, version },
    conflict: state.conflict,
    pageId: props.pageId,
    fill: (answers) => filled(section, answers),
  })
  const facts = useLiveFacts(form, section, factsWith)
  const { isSubmitted, errors: live } = form.formState
  const errors = isSubmitted ? flatErrors(live) : (state.errors ?? {})
  const conflict =
    save.state.kind === 'conflict'
      ? save.state
      : save.state.kind === 'idle' && state.conflict && { mine: initial, theirs: state.conflict }
  const focus = useRef(Object.keys(props.errors).length > 0)

  // Focuses the summary once it is on the page, which may take a few renderings after the button is pressed.
  useEffect(() => {
    const summary = focus.current ? document.getElementById(conflict ? 'conflict' : 'error-summary') : null
    if (!summary) return
    summary.focus()
    focus.current = false
  })

  const submit = form.handleSubmit(
    async () => {
      if (await save.flush()) window.location.assign(props.next)
      else focus.current = true
    },
    async () => {
      focus.current = true
      await save.flush()
    },
  )

  return (
    <FormProvider {...form}>
      <Form
        id={formId}
        sending={sending}
        onSubmit={submit}
        onFocus={() => void loadCheck().catch(() => {})}
        noValidate
        className="space-y-6"
      >
        <input type="hidden" name="_version" value={version} />
        <input type="hidden" name="_shown" value={shownNames(section, facts).join(' ')} />
        <input type="hidden" name="_writer" value={props.pageId} />
        {/* The first submit button is the one that Enter presses. */}
        <button type="submit" name="_do" value="continue" className="hidden" tabIndex={-1} aria-hidden="true" />
        <SaveStatus state={save.state} />
        {state.message && <Notice tone="bad">{state.message}</Notice>}
        {save.restored && <Notice live>We have restored what you typed here before and did not send.</Notice>}
        {conflict && (
          <Conflict
            section={section}
            mine={conflict.mine}
            theirs={conflict.theirs}
            keepMine={save.keepMine}
            takeTheirs={save.takeTheirs}
          />
        )}
        <ErrorSummary problems={problemsOf(section, errors)} />
        {visibleFields(section, facts).map((field) =>
          props.fixed?.[field.key] !== undefined ? (
            <FixedAnswer
              key={field.key}
              name={field.key}
              label={field.label}
              text={props.fixed[field.key]!}
              value={String(initial[field.key] ?? '')}
            />
          ) : field.type === 'group' ? (
            <GroupControl
              key={field.key}
              group={field}
              items={(initial[field.key] as ItemAnswers[] | undefined) ?? []}
              facts={facts}
              errors={errors}
              options={options}
              changed={save.changed}
            />
          ) : (
            <Control
              key={field.key}
              name={field.key}
              field={field}
              value={initial[field.key] as string | undefined}
              error={errors[field.key]}
              options={options}
            />
          ),
        )}
        {props.children}
        <div className="flex flex-wrap gap-3 pt-2">
          <Button name="_do" value="continue">
            {props.words?.next ?? 'Save and continue'}
          </Button>
          <Button look="secondary" name="_do" value="later" onClick={save.later(props.overview)}>
            {props.words?.overview ?? 'Save and come back later'}
          </Button>
        </div>
      </Form>
    </FormProvider>
  )
}

/** An answer that must not change; a plain form sends it back unchanged. */
function FixedAnswer({ name, label, text, value }: { name: string; label: string; text: string; value: string }) {
  return (
    <div>
      <p className="font-semibold">{label}</p>
      <p>{text}</p>
      <p className="text-sm text-quiet">This cannot be changed while you correct a returned application.</p>
      <input type="hidden" name={name} value={value} />
    </div>
  )
}

const loadCheck = () => import('./check-section')

/** A group with a minimum starts with that many items. */
function filled(section: Section, answers: Answers): Answers {
  const result: Answers = { ...answers }
  for (const field of section.fields) {
    if (field.type !== 'group') continue
    const given = result[field.key]
    const items: ItemAnswers[] = Array.isArray(given) ? [...given] : []
    while (items.length < field.min) items.push({})
    result[field.key] = items
  }
  return result
}

function choicesOf(options: FormOptions): FormContext['choices'] {
  return {
    tracks: options.track.map(({ value }) => value),
    institutions: valuesIn(options.institution),
    programmes: valuesIn(options.programme),
    countries: valuesIn(options.country),
  }
}

/** The facts that conditions look at; only their answers are watched. */
function useLiveFacts(
  form: ReturnType<typeof useForm<Answers>>,
  section: Section,
  factsWith: (answers: Answers) => Facts,
): Facts {
  const inner = section.fields.flatMap((field) => (field.type === 'group' ? [field, ...field.fields] : [field]))
  const asked = new Set(inner.map((field) => field.when?.fact).filter((fact) => fact !== undefined))
  const names = section.fields
    .filter(
      (field) => asked.has(`${section.key}.${field.key}`) || field.type === 'track' || field.type === 'institution',
    )
    .map((field) => field.key)
  useWatch({ control: form.control, name: names })
  return factsWith(form.getValues())
}
