import { db } from '@/db/client'
import { listCalls } from './calls'
import { dossierOf } from './dossier'
import { enrolByNumber } from './enrolment'
import { listApplications, readApplication } from './list'
import { operations } from './operations'
import { apiRoute } from './route'

/** The routes of the API; the files under `app/api/v1` give each its address. */

export const listRoute = apiRoute(operations.listApplications, (given) => listApplications(db, given, given.query))
export const oneRoute = apiRoute(operations.readApplication, (given) => readApplication(db, given, given.params.number))
export const dossierRoute = apiRoute(operations.readDossier, (given) =>
  dossierOf(given, given.params.number, given.head),
)
export const callsRoute = apiRoute(operations.listCalls, ({ person }) => listCalls(db, person))
export const enrolmentRoute = apiRoute(operations.enrol, (given) => enrolByNumber(db, given, given.params.number))
