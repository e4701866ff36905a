import { type Search as Asked, param } from '@/lib/shared/address'
import { Notice } from '@/lib/shared/ui/notice'

/** A notice about the last action, from the address. */
export function ListNotice({ asked }: { asked: Asked }) {
  const number = (name: string) => {
    const text = param(asked, name) ?? ''
    return /^\d{1,4}$/.test(text) ? Number(text) : 0
  }
  switch (param(asked, 'notice')) {
    case 'saved':
      return <Notice tone="good" live title="The view is saved" />
    case 'renamed':
      return <Notice tone="good" live title="The view has its new name" />
    case 'none-selected':
      return (
        <Notice tone="warning" live title="Nothing is selected">
          <p>Mark the applications whose dossiers you want, then ask for them again.</p>
        </Notice>
      )
    case 'deleted':
      return <Notice tone="good" live title="The view is deleted" />
    case 'eligible':
      return (
        <Notice tone={number('refused') ? 'warning' : 'good'} live title={`Found eligible: ${number('done')}`}>
          {number('refused') > 0 && (
            <p>Nothing was done to {number('refused')} that had changed meanwhile. They are as they were.</p>
          )}
        </Notice>
      )
    default:
      return null
  }
}
