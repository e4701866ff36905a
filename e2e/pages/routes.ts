import { readdirSync } from 'node:fs'
import type { PlantedCall } from './planted'

const NOBODY = '00000000-0000-4000-8000-000000000000'
/**
 * A demonstration shows all mails to everybody; signing out ends the visit; and these pages are the same for everybody.
 */
const LEFT_OUT =
  /^\/(mailbox|api\/(auth|health|session)|call|eligible|faq|institutions|register|signin|forgot|reset|verify|invitation)/

/** Every address of the portal, from the files, with the planted application's values for the parameters. */
export function everyAddress({ id, slug, documents, requests }: PlantedCall): string[] {
  const known: Record<string, string[]> = {
    id: [id],
    call: [slug],
    documentId: documents.map((document) => document.id),
    requestId: requests.map((request) => request.id),
    institution: ['ucas'],
    track: ['phd'],
    section: ['personal', 'referees', 'documents'],
    key: ['personal'],
    action: ['remove'],
  }
  const paths = readdirSync('app', { recursive: true })
    .map((file) => `/${String(file)}`)
    .filter((file) => /\/(page\.tsx|route\.ts)$/.test(file))
    .map((file) => file.replace(/\/(page\.tsx|route\.ts)$/, '').replace(/\/\([^)]*\)/g, '') || '/')
    .filter((path) => !LEFT_OUT.test(path))
  return paths.flatMap((path) => filled(path, known))
}

function filled(path: string, known: Record<string, string[]>): string[] {
  const name = path.match(/\[([^\]]+)\]/)?.[1]
  if (name === undefined) return [path]
  return (known[name] ?? [NOBODY]).flatMap((value) => filled(path.replace(`[${name}]`, value), known))
}
