/** Length makes a password hard to guess; this does not demand kinds of characters (NIST SP 800-63B). */
export const MIN_PASSWORD = 12
/** Above this a hash would cost the server more than any honest password needs. */
export const MAX_PASSWORD = 200

/** Stems of the most used passwords; digits and marks around them do not make them safer. Pure. */
const COMMON = new Set(
  `password passwort passw contrasena motdepasse senha parola qwerty qwertyuiop qwertyuio asdfghjkl zxcvbnm azerty
  azertyuiop qazwsx qazwsxedc qweasd qweasdzxc asdfgh abcdef abcdefg abcdefgh abcdefghij abcd abc iloveyou letmein
  welcome admin administrator login monkey dragon football baseball basketball sunshine princess superman batman
  master shadow michael jennifer trustno starwars whatever freedom secret changeme default computer internet
  scholarship anso ansoscholarship chinese beijing woaini asd qwe test testtest student university`.split(/\s+/),
)

const SEQUENCES = [
  '01234567890123456789',
  '98765432109876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
]

/** Whether a guesser would try it early: a common word with additions, a run of keys, or few different characters. */
export function isCommonPassword(password: string): boolean {
  const plain = password.toLowerCase().replaceAll('@', 'a').replaceAll('$', 's').replaceAll('0', 'o')
  const stem = plain.replace(/[^\p{L}]/gu, '')
  const lower = password.toLowerCase()
  const half = lower.slice(0, Math.ceil(lower.length / 2))
  return (
    new Set(lower).size < 5 ||
    COMMON.has(stem) ||
    (COMMON.has(stem.slice(0, stem.length / 2)) && stem.slice(0, stem.length / 2).repeat(2) === stem) ||
    SEQUENCES.some((sequence) => sequence.includes(lower)) ||
    (lower.length % 2 === 0 && half.repeat(2) === lower && half.length < 8)
  )
}

export type Strength = 'too short' | 'easy to guess' | 'fair' | 'good'

/** A rough rating of a password while the person types it. Length counts most. */
export function strengthOf(password: string): Strength {
  if (password.length < MIN_PASSWORD) return 'too short'
  if (isCommonPassword(password)) return 'easy to guess'
  return password.length >= 14 || new Set(password).size >= 11 ? 'good' : 'fair'
}
