import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { APIRequestContext, APIResponse } from '@playwright/test'

/** React's encoding of an action's arguments, of Next's version. */
const { encodeReply } = createRequire(import.meta.url)(
  'next/dist/compiled/react-server-dom-turbopack/client.node.js',
) as { encodeReply(args: unknown[]): Promise<FormData> }

type Built = { exportedName: string; filename: string; workers: Record<string, unknown> }

/** Every server action of the build, as 'file#name', with its id and a page that uses it. */
export function builtActions(): Map<string, { id: string; page: string }> {
  const manifest = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8'))
  const entries = Object.entries(manifest.node as Record<string, Built>).map(([id, action]) => {
    const page = Object.keys(action.workers)[0]!
    return [`${action.filename}#${action.exportedName}`, { id, page }] as const
  })
  return new Map(entries)
}

/**
 * Calls a form's action like the page's code, with these fields and the page's bound arguments, even if the sender may
 * not see the page.
 */
export async function callAction(
  request: APIRequestContext,
  { id, page }: { id: string; page: string },
  fields: Record<string, string | string[]>,
  bound: unknown[],
): Promise<APIResponse> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one)
  const multipart = await encodeReply([...bound, { status: 'idle' }, form])
  return request.post(pathOf(page), { headers: { 'next-action': id }, multipart, maxRedirects: 0 })
}

/** Any address of the page; only the form's fields matter. */
export function pathOf(page: string): string {
  return page
    .replace(/^app/, '')
    .replace(/\/page$/, '')
    .replaceAll(/\/\([^)]*\)/g, '')
    .replaceAll(/\[[^\]]*\]/g, '00000000-0000-4000-8000-000000000000')
}
