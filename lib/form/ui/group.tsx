'use client'

import { useFieldArray, useFormContext } from 'react-hook-form'
import { Button } from '@/lib/shared/ui/button'
import { Fieldset } from '@/lib/shared/ui/field'
import type { Facts, Group, ItemAnswers } from '../definition'
import { visibleItemFields } from '../rules'
import { Control } from './control'
import type { FormOptions } from './options'

type Props = {
  group: Group
  items: ItemAnswers[]
  facts: Facts
  errors: Record<string, string>
  options: FormOptions
  changed: () => void
}

/** A list of items that a person adds, removes and sorts. Without JavaScript the buttons submit the form. */
export function GroupControl({ group, items, facts, errors, options, changed }: Props) {
  const { control, getValues } = useFormContext()
  const array = useFieldArray({ control, name: group.key })
  const one = group.item.toLowerCase()
  const change = (operation: () => void) => (event: React.MouseEvent) => {
    event.preventDefault()
    operation()
    changed()
  }
  return (
    <Fieldset id={group.key} label={group.label} hint={group.hint} error={errors[group.key]} optional={group.min === 0}>
      <ol className="space-y-4 pt-2">
        {array.fields.map((entry, index) => {
          const name = `${group.key}.${index}`
          const value = (getValues(name) ?? items[index] ?? entry) as ItemAnswers
          return (
            <li key={entry.id} className="card space-y-4">
              <h3>
                {group.item} {index + 1}
              </h3>
              {visibleItemFields(group, facts).map((field) => (
                <Control
                  key={field.key}
                  name={`${name}.${field.key}`}
                  field={field}
                  value={value[field.key]}
                  error={errors[`${name}.${field.key}`]}
                  options={options}
                />
              ))}
              <div className="flex flex-wrap gap-2">
                {index > 0 && (
                  <Button
                    look="quiet"
                    name="_do"
                    value={`up:${group.key}:${index}`}
                    onClick={change(() => array.swap(index, index - 1))}
                  >
                    Move {one} {index + 1} up
                  </Button>
                )}
                {array.fields.length > group.min && (
                  <Button
                    look="quiet"
                    name="_do"
                    value={`remove:${group.key}:${index}`}
                    onClick={change(() => array.remove(index))}
                  >
                    Remove {one} {index + 1}
                  </Button>
                )}
              </div>
            </li>
          )
        })}
      </ol>
      {array.fields.length < group.max && (
        <Button
          look="secondary"
          name="_do"
          value={`add:${group.key}`}
          className="mt-3"
          onClick={change(() => array.append({}))}
        >
          Add {array.fields.length === 0 ? `a ${one}` : `another ${one}`}
        </Button>
      )}
    </Fieldset>
  )
}
