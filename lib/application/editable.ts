import type { Application } from './queries'
import { EDITABLE } from './states'

/** Whether answers and documents can be changed now: the state allows it and the Call is open to this application (a returned one has its own deadline). */
export function isEditable(application: Application, now = new Date()): boolean {
  if (!EDITABLE.includes(application.state)) return false
  return application.state === 'returned' || (application.opensAt <= now && now <= application.closesAt)
}
