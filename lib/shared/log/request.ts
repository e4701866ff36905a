import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'

/** What each line of the log tells of the request, or of the job, that it belongs to. */
export type RequestFacts = {
  request?: string
  route?: string
  person?: string
  refused?: true
  job?: string
  task?: string
}

// Next bundles this module more than once; all copies share one store.
const shared = globalThis as { __requestFacts?: AsyncLocalStorage<RequestFacts> }
shared.__requestFacts ??= new AsyncLocalStorage<RequestFacts>()
const store = shared.__requestFacts

/** The facts of the present request or job; empty outside of one. */
export const currentRequest = (): RequestFacts => store.getStore() ?? {}

/** The id of the present request, as the answer's `X-Request-Id` and the page of an error show it. */
export const requestId = (): string | undefined => store.getStore()?.request

/** All that follows in this request belongs to it. To be called before anything of the request is done. */
export const enterRequest = (facts: RequestFacts): void => store.enterWith(facts)

/** Runs work, a job for instance, whose lines in the log tell these facts. */
export const withFacts = <Result>(facts: RequestFacts, work: () => Result): Result => store.run(facts, work)

/** Adds who makes the request, by the person's id. */
export function notePerson(id: string): void {
  const facts = store.getStore()
  if (facts) facts.person = id
}

/** Notes that this request asks for what is not there, or not there for this person. */
export function noteRefused(): void {
  const facts = store.getStore()
  if (facts) facts.refused = true
}

/** Without those that are easily mistaken for another: somebody may read it out on the telephone. */
const SIGNS = '23456789abcdefghjkmnpqrstuvwxyz'

/** An id of 12 signs, about 59 random bits. */
export function newRequestId(): string {
  return Array.from(randomBytes(12), (byte) => SIGNS[byte % SIGNS.length]).join('')
}

const WELL_FORMED = /^[\w-]{8,64}$/

/** The id that the proxy gave, if there is a trusted one and its id is well-formed; else a new one. */
export function requestIdOf(given: string | string[] | undefined, trustProxy: boolean): string {
  return trustProxy && typeof given === 'string' && WELL_FORMED.test(given) ? given : newRequestId()
}

/** A sentence about an error of ours, with the number that leads to it in the log. */
export function withRequestId(sentence: string): string {
  const id = requestId()
  return id ? `${sentence} If you write to us, give this number: ${id}.` : sentence
}
