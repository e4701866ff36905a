import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'

/** The facts about its request or job that each log line carries. */
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

/** The facts of the present request or job; empty outside one. */
export const currentRequest = (): RequestFacts => store.getStore() ?? {}

/** The id of the present request, which `X-Request-Id` and the error page show. */
export const requestId = (): string | undefined => store.getStore()?.request

/** Assigns everything that follows to this request. Call it before the request does anything. */
export const enterRequest = (facts: RequestFacts): void => store.enterWith(facts)

/** Runs work, such as a job, and adds these facts to its log lines. */
export const withFacts = <Result>(facts: RequestFacts, work: () => Result): Result => store.run(facts, work)

/** Adds the id of the person who makes the request. */
export function notePerson(id: string): void {
  const facts = store.getStore()
  if (facts) facts.person = id
}

/** Notes that the request asks for something that is missing, or not there for this person. */
export function noteRefused(): void {
  const facts = store.getStore()
  if (facts) facts.refused = true
}

/** Without signs that look alike: somebody may read the id out on the telephone. */
const SIGNS = '23456789abcdefghjkmnpqrstuvwxyz'

/** An id of 12 signs, about 59 random bits. */
export function newRequestId(): string {
  return Array.from(randomBytes(12), (byte) => SIGNS[byte % SIGNS.length]).join('')
}

const WELL_FORMED = /^[\w-]{8,64}$/

/** The id from a trusted proxy, if it is well-formed; else a new one. */
export function requestIdOf(given: string | string[] | undefined, trustProxy: boolean): string {
  return trustProxy && typeof given === 'string' && WELL_FORMED.test(given) ? given : newRequestId()
}

/** A sentence about our own error, with the number that leads to it in the log. */
export function withRequestId(sentence: string): string {
  const id = requestId()
  return id ? `${sentence} If you write to us, give this number: ${id}.` : sentence
}
