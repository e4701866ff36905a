'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import { action } from '@/lib/people/action'
import { findCall } from '@/lib/platform/call-store/queries'
import { takesLong } from '@/lib/shared/database/request'
import { acceptLoad, noLoad } from './accept'
import { applyRun } from './apply'
import { callToLead } from './chief-calls'
import { addByHand, endByHand } from './manual-assignment'
import { discard } from './release'
import { startRelease } from './releases'
import { remindMany, remindOne } from './remind'
import { cancelRun, findRun, slugOf, startRun } from './runs'
import {
  acceptSchema,
  addSchema,
  callSchema,
  endSchema,
  remindManySchema,
  remindSchema,
  runSchema,
  startSchema,
} from './schema'

const pathOf = (call: string, notice?: string) =>
  `/committee/assignment?${new URLSearchParams({ call, ...(notice ? { notice } : {}) })}`

/** Starts a run that works out an assignment. */
export const start = action(startSchema, 'person', async ({ call: slug, ...parameters }, person) => {
  const call = await callToLead(db, person, slug)
  await startRun(db, person, call, parameters)
  redirect(pathOf(slug))
})

/** Cancels a run, or discards a proposal. */
export const cancel = action(runSchema, 'person', async ({ run }, person) => {
  redirect(pathOf(await slugOf(db, await cancelRun(db, person, run)), 'cancelled'))
})

/** Assigns what a run proposes, still hidden from reviewers. */
export const apply = action(runSchema, 'person', async ({ run }, person) => {
  takesLong()
  await applyRun(db, person, run)
  redirect(pathOf(await slugOf(db, await findRun(db, person, run)), 'applied'))
})

/** Queues a job that shows the hidden assignments to their reviewers, or queues it again if it was given up. */
export const releaseAll = action(callSchema, 'person', async ({ call: slug }, person) => {
  takesLong()
  const release = await startRelease(db, person, await callToLead(db, person, slug))
  redirect(pathOf(slug, release ? undefined : 'nothing'))
})

/** Takes back the hidden assignments. */
export const discardAll = action(callSchema, 'person', async ({ call: slug }, person) => {
  takesLong()
  await discard(db, person, await callToLead(db, person, slug))
  redirect(pathOf(slug, 'discarded'))
})

/** Assigns a reviewer to an application by hand. */
export const add = action(addSchema, 'person', async ({ application, person: reviewer, sure }, person) => {
  await addByHand(db, person, application, reviewer, sure === 'yes')
  redirect(`/applications/${application}/reviewers?notice=added`)
})

/** Takes an application away from a reviewer. */
export const end = action(endSchema, 'person', async ({ application, assignment, why }, person) => {
  await endByHand(db, person, application, assignment, why)
  redirect(`/applications/${application}/reviewers?notice=${why}`)
})

/** A reviewer says how many applications they take on. */
export const accept = action(acceptSchema, 'person', async ({ call: slug, ...wanted }, person) => {
  const call = await findCall(db, slug)
  if (!call) throw noLoad()
  await acceptLoad(db, person, call, wanted)
  revalidatePath('/review', 'layout')
  redirect(`/review/load?${new URLSearchParams({ call: slug, notice: 'saved' })}`)
})

const reviewersPath = (call: string, notice: string) => `/committee/reviewers?${new URLSearchParams({ call, notice })}`

/** Reminds a reviewer of their open reviews. */
export const remind = action(remindSchema, 'person', async ({ call: slug, person: reviewer }, person) => {
  const told = await remindOne(db, person, await callToLead(db, person, slug), reviewer)
  redirect(reviewersPath(slug, told ? 'reminded' : 'already'))
})

/** Reminds all reviewers with open reviews, or with overdue ones. */
export const remindAll = action(remindManySchema, 'person', async ({ call: slug, who }, person) => {
  takesLong()
  const told = await remindMany(db, person, await callToLead(db, person, slug), who)
  redirect(reviewersPath(slug, told > 0 ? 'reminded' : 'already'))
})
