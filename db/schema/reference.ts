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
 * The applicant's request to one person: a referee's letter, or the host supervisor's agreement. One row per person and
 * address: a replacement, or the same person at another address, is another row.
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
    /** The address without the parts that do not tell mailboxes apart (`mailboxOf`), to recognise a second spelling. */
    mailbox: text('mailbox').notNull(),
    position: text('position'),
    institution: text('institution'),
    country: text('country'),
    relation: text('relation'),
    /** The person's answers, as typed; `version`, `writer` and `seq` as in an application's sections. */
    answers: jsonb('answers').$type<Answers>().notNull().default({}),
    version: integer('version').notNull().default(0),
    writer: text('writer').notNull().default(''),
    seq: integer('seq').notNull().default(0),
    savedAt: instant('saved_at'),
    /** The applicant never sees a letter; the institution may show one that is not confidential on request. */
    confidential: boolean('confidential').notNull().default(true),
    /** Why the person declined, in their own words. */
    reason: text('reason'),
    invitedAt: instant('invited_at'),
    openedAt: instant('opened_at'),
    /**
     * When the reader said that the mail is meant for somebody else; the application cannot name this address again.
     */
    disownedAt: instant('disowned_at'),
    /** For a received agreement: the institution that the applicant had chosen then. */
    agreedFor: text('agreed_for'),
    /** When the person answered, declined or said that they are not meant. */
    answeredAt: instant('answered_at'),
    /** When the applicant named somebody else instead. */
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

/** Personal links to a request. Each mail has its own, because the table keeps only the SHA-256 of a token. */
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

/** The letter as a PDF, instead of a typed one; a new file replaces the old one. */
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
    /** As for a document. */
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
