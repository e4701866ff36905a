import type { Answers } from '@/lib/form/definition'
import type { Random } from '@/lib/shared/seeded-random'

const DAY = 86_400_000

/** The state of a request: most are answered, some wait, few are declined. Pure. */
export function letterOf(random: Random, kind: 'referee' | 'supervisor', invitedAt: Date) {
  const state = random.weighted([
    ['received', 80],
    ['invited', 12],
    ['opened', 6],
    ['declined', 2],
  ] as const)
  const answered = state === 'received' || state === 'declined'
  const answers: Answers =
    state !== 'received' ? {} : kind === 'referee' ? letter(random, invitedAt) : agreement(invitedAt)
  return {
    state,
    answers,
    invitedAt,
    mailedAt: invitedAt,
    agreedFor: null as string | null,
    openedAt: state === 'invited' ? null : invitedAt,
    answeredAt: answered ? new Date(invitedAt.getTime() + random.int(1, 9) * DAY) : null,
    reason: state === 'declined' ? 'I do not know the applicant well enough.' : null,
    version: state === 'received' ? 1 : 0,
  }
}

function letter(random: Random, at: Date): Answers {
  const rating = () =>
    random.weighted([
      ['5', 25],
      ['4', 35],
      ['3', 25],
      ['2', 8],
      ['unknown', 7],
    ] as const)
  return {
    knownSince: { month: '9', year: String(at.getUTCFullYear() - random.int(2, 6)) },
    knownHow: 'I taught two courses and supervised the thesis.',
    knowledge: rating(),
    research: rating(),
    independence: rating(),
    diligence: rating(),
    teamwork: rating(),
    expression: rating(),
    form: 'typed',
    text: 'The applicant came to my group for the thesis, learned the methods within weeks, and found an error in our calibration that three of us had missed. The work was written clearly and on time. I would gladly have kept this student, and recommend the scholarship.',
    verdict: random.weighted([
      ['strongly', 50],
      ['yes', 40],
      ['reservations', 10],
    ] as const),
  }
}

const agreement = (at: Date): Answers => ({
  institute: 'The institute',
  group: 'The group named in the proposal',
  position: 'Professor',
  start: { month: '9', year: String(at.getUTCFullYear() + 1) },
  conditions: '',
  agreed: 'yes',
})
