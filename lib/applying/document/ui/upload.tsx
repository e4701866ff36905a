'use client'

import { type FormEvent, useRef, useState } from 'react'
import { Button } from '@/lib/shared/ui/button'
import { ErrorText } from '@/lib/shared/ui/field'
import { useRefresh } from '@/lib/shared/ui/use-refresh'

type Props = {
  /** Where it is sent, and what goes before the file. */
  to: string
  fields: Record<string, string>
  kind: string
  label: string
  replaces: boolean
  accept: string
  maxBytes: number
  limit: string
  error?: string
}

/** Uploads one file with progress and a cancel button; without JavaScript it is a plain form to the same address. */
export function Upload({ to, fields, kind, label, replaces, accept, maxBytes, limit, error: given }: Props) {
  const refresh = useRefresh()
  const request = useRef<XMLHttpRequest | null>(null)
  const [progress, setProgress] = useState<number | null>(null)
  const [error, setError] = useState(given)

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const file = new FormData(form).get('file')
    if (!(file instanceof File) || file.size === 0) return setError(`${label}: choose a file first.`)
    if (file.size > maxBytes) return setError(`The file is larger than ${limit}, which is the limit.`)
    setError(undefined)
    setProgress(0)
    const xhr = new XMLHttpRequest()
    request.current = xhr
    xhr.upload.onprogress = ({ loaded, total }) => setProgress(Math.round((loaded / total) * 100))
    xhr.onloadend = () => {
      setProgress(null)
      if (xhr.status === 201) {
        form.reset()
        refresh()
      } else {
        setError(messageIn(xhr))
        // The file may have arrived although the answer did not.
        if (xhr.status === 0) refresh()
      }
    }
    xhr.open('POST', form.action)
    xhr.setRequestHeader('Accept', 'application/json')
    xhr.send(new FormData(form))
  }

  return (
    <form action={to} method="post" encType="multipart/form-data" onSubmit={send} className="space-y-2">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {error && (
        <div role="alert">
          <ErrorText id={kind}>{error}</ErrorText>
        </div>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <input
          id={kind}
          type="file"
          name="file"
          accept={accept}
          aria-label={`File: ${label}`}
          aria-describedby={error ? `${kind}-error` : undefined}
          className="min-w-0 flex-1 rounded-md border border-line p-2"
        />
        <Button look="secondary">
          {replaces ? 'Replace' : 'Upload'}
          <span className="sr-only"> {label}</span>
        </Button>
      </div>
      {progress !== null && (
        <div className="flex items-center gap-3">
          <progress max={100} value={progress} aria-label={`Upload of ${label}`} className="w-full" />
          <Button type="button" look="quiet" onClick={() => request.current?.abort()}>
            Cancel
          </Button>
        </div>
      )}
    </form>
  )
}

function messageIn(xhr: XMLHttpRequest): string {
  if (xhr.status === 0)
    return 'The upload was cancelled or the connection was lost. If the file had arrived, it is in the list.'
  try {
    return JSON.parse(xhr.responseText).message
  } catch {
    return 'The upload did not work. Please try again.'
  }
}
