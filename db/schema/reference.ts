import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Answers } from '@/lib/form/definition'
import type { Change, Scan } from '@/lib/lifecycle/files'
import { REQUEST_KINDS, REQUEST_STATES } from '@/lib/lifecycle/requests'
import { applications } from './application'
import { instant } from './call'
import { messages } from './mail'

export const requestKind = pgEnum('request_kind', REQUEST_KINDS)
export const requestState = pgEnum('request_state', REQUEST_STATES)

/**
 * What the applicant asks of one person: a reference letter of a referee, an agreement of the host supervisor. One row a
 * person and address: who takes another's place, or the same at another address, is another row.
 */
export const referenceRequests = pgTable(
  'reference_requests',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    kind: requestKind('kind').notNull(),
    state: requestState('state').notNull().default('named'),
    name: text('name').notNull(),
    email: text('email').notNull(),
    /** The address without what does not tell mailboxes apart (`mailboxOf`), so that a second spelling is known. */
    mailbox: text('mailbox').notNull(),
    position: text('position'),
    institution: text('institution'),
    country: text('country'),
    relation: text('relation'),
    /** The answers of whoever was asked, as typed; `version`, `writer` and `seq` as in an application's sections. */
    answers: jsonb('answers').$type<Answers>().notNull().default({}),
    version: integer('version').notNull().default(0),
    writer: text('writer').notNull().default(''),
    seq: integer('seq').notNull().default(0),
    savedAt: instant('saved_at'),
    /** The applicant is never shown a letter; one that is not confidential may be shown by the institution when asked. */
    confidential: boolean('confidential').notNull().default(true),
    /** Why it was declined, in the words of whoever did. */
    reason: text('reason'),
    invitedAt: instant('invited_at'),
    openedAt: instant('opened_at'),
    /** When whoever has the address said that somebody else is meant; the application cannot name it again. */
    disownedAt: instant('disowned_at'),
    /** For an agreement that was received: the institution that the applicant had chosen then. */
    agreedFor: text('agreed_for'),
    /** When it was received, declined or disowned. */
    answeredAt: instant('answered_at'),
    /** When the applicant put another in this one's place. */
    endedAt: instant('ended_at'),
    /** The last invitation or reminder. */
    mailedAt: instant('mailed_at'),
    messageId: uuid('message_id').references(() => messages.id),
    reminders: integer('reminders').notNull().default(0),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('reference_requests_referee')
      .on(t.applicationId, t.mailbox)
      .where(sql`kind = 'referee' and ended_at is null`),
    uniqueIndex('reference_requests_supervisor')
      .on(t.applicationId)
      .where(sql`kind = 'supervisor' and ended_at is null`),
    index('reference_requests_application').on(t.applicationId),
    index('reference_requests_mailbox').on(t.mailbox),
    index('reference_requests_missing')
      .on(t.applicationId, t.kind)
      .where(sql`ended_at is null and state <> 'received'`),
    index('reference_requests_reminders').on(t.mailedAt).where(sql`state in ('invited', 'opened')`),
    check('reference_requests_invited', sql`${t.state} in ('named', 'replaced') or ${t.invitedAt} is not null`),
    check(
      'reference_requests_answered',
      sql`${t.state} not in ('declined', 'received', 'wrong-person') or ${t.answeredAt} is not null`,
    ),
    check('reference_requests_ended', sql`(${t.state} = 'replaced') = (${t.endedAt} is not null)`),
  ],
)

/** Personal links to a request. Each mail has one of its own, for only the SHA-256 of its token is kept. */
export const requestLinks = pgTable(
  'request_links',
  {
    hash: text('hash').primaryKey(),
    requestId: uuid('request_id')
      .notNull()
      .references(() => referenceRequests.id, { onDelete: 'cascade' }),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [index('request_links_request').on(t.requestId)],
)

/** The letter as a PDF, in place of a typed one; a replaced file goes. */
export const letterFiles = pgTable(
  'letter_files',
  {
    requestId: uuid('request_id')
      .notNull()
      .references(() => referenceRequests.id, { onDelete: 'cascade' }),
    filename: text('filename').notNull(),
    size: integer('size').notNull(),
    pages: integer('pages').notNull(),
    sha256: text('sha256').notNull(),
    storageKey: text('storage_key').notNull().unique(),
    /** As of a document. */
    changes: text('changes').array().$type<Change[]>().notNull().default([]),
    scan: text('scan').$type<Scan>(),
    uploadedAt: instant('uploaded_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.requestId] }),
    index('letter_files_scan').on(t.scan).where(sql`${t.scan} <> 'clean'`),
    check('letter_files_scan_known', sql`${t.scan} in ('waiting', 'clean', 'infected')`),
  ],
)
