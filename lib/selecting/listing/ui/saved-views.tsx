import type { ReactNode } from 'react'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { describedBy, Field } from '@/lib/shared/ui/field'
import { deleteSavedView, renameSavedView, saveThisView } from '../actions'
import type { SavedView } from '../saved'

/** The person's saved views, each to open, rename or delete, and a form to save this one. */
export function SavedViews({ saved, query }: { saved: SavedView[]; query: string }) {
  return (
    <div className="card mt-2 max-w-full space-y-4">
      {saved.length > 0 && (
        <ul className="divide-y divide-line">
          {saved.map((one) => (
            <SavedViewItem key={one.id} view={one} query={query} />
          ))}
        </ul>
      )}
      <ActionForm action={saveThisView} label="Save this view" look="secondary">
        <input type="hidden" name="query" value={query} />
        <Name
          id="view-name"
          label="Name of this view"
          hint="Its search, order and columns are kept, for you alone. A view of the same name is replaced."
        />
      </ActionForm>
    </div>
  )
}

function SavedViewItem({ view: { id, name, query: kept }, query }: { view: SavedView; query: string }) {
  const hidden = (
    <>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="query" value={query} />
    </>
  )
  return (
    <li className="space-y-1 py-2">
      <a className="link" href={`/applications?${kept}`}>
        <bdi>{name}</bdi>
      </a>
      <div className="flex flex-wrap items-start gap-x-4 gap-y-1">
        <Fold label="Rename" of={name}>
          <ActionForm action={renameSavedView} label="Save the name" look="secondary">
            {hidden}
            <Name id={`name-${id}`} label={`New name of “${name}”`} value={name} />
          </ActionForm>
        </Fold>
        <Fold label="Delete" of={name}>
          <ActionForm action={deleteSavedView} label={`Yes, delete “${name}”`} look="danger">
            {hidden}
          </ActionForm>
        </Fold>
      </div>
    </li>
  )
}

function Fold({ label, of, children }: { label: string; of: string; children: ReactNode }) {
  return (
    <details name="views" className="open:basis-full">
      <summary className="text-sm text-quiet underline">
        {label}
        <span className="sr-only"> {of}</span>
      </summary>
      <div className="mt-2">{children}</div>
    </details>
  )
}

type NameProps = { id: string; label: string; hint?: string; value?: string }

function Name({ id, label, hint, value }: NameProps) {
  return (
    <Field id={id} label={label} hint={hint}>
      <input
        id={id}
        name="name"
        required
        maxLength={60}
        autoComplete="off"
        dir="auto"
        className="input"
        defaultValue={value}
        aria-describedby={describedBy(id, hint)}
      />
    </Field>
  )
}
