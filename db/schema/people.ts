import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgEnum, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { calls, instant } from './call'

export const people = pgTable(
  'people',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    latinName: text('latin_name'),
    passwordHash: text('password_hash'),
    emailVerifiedAt: instant('email_verified_at'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('people_email').on(sql`lower(${t.email})`),
    check('people_email_trimmed', sql`${t.email} = btrim(${t.email}) and ${t.email} <> ''`),
  ],
)

export const roleName = pgEnum('role_name', ['officer', 'reviewer', 'admin', 'chief'])

/** Staff roles. Everybody with an account may apply, so 'applicant' has no row. */
export const roles = pgTable(
  'roles',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    role: roleName('role').notNull(),
    callId: uuid('call_id').references(() => calls.id, { onDelete: 'cascade' }),
    /** For an officer: the institution's key within the call. */
    institution: text('institution'),
    createdAt: instant('created_at').notNull().defaultNow(),
    /** A role that ended stays as a row, because records of past work refer to it. */
    endedAt: instant('ended_at'),
  },
  (t) => [
    uniqueIndex('roles_once').on(
      t.personId,
      t.role,
      sql`coalesce(${t.callId}, '00000000-0000-0000-0000-000000000000'::uuid)`,
      sql`coalesce(${t.institution}, '')`,
    ),
    check('roles_officer_institution', sql`(${t.role} = 'officer') = (${t.institution} is not null)`),
  ],
)

/** One row per sign-in; the cookie's token names it, and every request checks that it still counts. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    userAgent: text('user_agent'),
    createdAt: instant('created_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    /** When the person gave the code of their authenticator, or a recovery code, in this session. */
    secondFactorAt: instant('second_factor_at'),
    /** The last request that counts as the person's own work, to the minute. */
    seenAt: instant('seen_at').notNull().defaultNow(),
    /** When the person last gave the password or a code in this session. */
    confirmedAt: instant('confirmed_at').notNull().defaultNow(),
  },
  (t) => [index('sessions_person').on(t.personId)],
)

export const personTokenKind = pgEnum('person_token_kind', [
  'verify-email',
  'reset-password',
  'accept-invitation',
  'know-browser',
])

/** Links sent by mail. The table keeps only the SHA-256 of the token. */
export const personTokens = pgTable(
  'person_tokens',
  {
    hash: text('hash').primaryKey(),
    kind: personTokenKind('kind').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [index('person_tokens_person').on(t.personId)],
)

/** A person's authenticator (TOTP); it counts once they have given a code of it. */
export const authenticators = pgTable('authenticators', {
  personId: uuid('person_id')
    .primaryKey()
    .references(() => people.id, { onDelete: 'cascade' }),
  /** Encrypted with the portal's secret. */
  secret: text('secret').notNull(),
  confirmedAt: instant('confirmed_at'),
  /** The time step of the last accepted code, so that no code counts twice. */
  lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0),
})

/** For people who lose their authenticator. The table keeps only the SHA-256, and each code counts once. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    hash: text('hash').primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    usedAt: instant('used_at'),
  },
  (t) => [index('recovery_codes_person').on(t.personId)],
)

/** Attempts of one kind by one address or network, in a window that ends at `expire`. */
export const rateLimits = pgTable('rate_limits', {
  key: text('key').primaryKey(),
  points: integer('points').notNull(),
  expire: timestamp('expire', { withTimezone: true }),
})
