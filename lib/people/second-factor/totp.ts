import { Secret, TOTP } from 'otpauth'

const ISSUER = 'ANSO Scholarship'
/** The defaults of every authenticator app: SHA-1, six digits, 30 seconds. */
const PERIOD = 30
/** Clocks differ, so the code before and the one after count too. */
const WINDOW = 1

/** A new secret of 160 bits, in base32. */
export function newSecret(): string {
  return new Secret({ size: 20 }).base32
}

const totp = (secret: string, email: string) =>
  new TOTP({ issuer: ISSUER, label: email, secret: Secret.fromBase32(secret), period: PERIOD, digits: 6 })

/** What the QR code holds. */
export function enrolmentUri(secret: string, email: string): string {
  return totp(secret, email).toString()
}

/** The code that an app shows at this moment; tests use it instead of a phone. */
export function codeAt(secret: string, at = new Date()): string {
  return totp(secret, 'a').generate({ timestamp: at.getTime() })
}

/** The time step of this code, if it is the present one or its neighbour; null for a wrong code. */
export function stepOf(secret: string, code: string, at = new Date()): number | null {
  const delta = totp(secret, 'a').validate({ token: code, timestamp: at.getTime(), window: WINDOW })
  return delta === null ? null : Math.floor(at.getTime() / 1000 / PERIOD) + delta
}
