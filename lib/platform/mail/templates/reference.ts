import type { RequestKind } from '@/lib/lifecycle/requests'
import type { Letter } from '../render'

/** What every mail to a referee or host supervisor names. `url` is the personal link, `until` a moment in words. */
export type RequestMail = {
  kind: RequestKind
  name: string
  applicantName: string
  callTitle: string
  url: string
  until: string
}

const asked = {
  referee: {
    noun: 'reference letter',
    short: 'for a reference letter',
    verb: 'write a reference letter for',
    label: 'Open the request for a letter',
  },
  supervisor: {
    noun: 'agreement',
    short: 'to be their host supervisor',
    verb: 'agree to host and supervise',
    label: 'Open the request for an agreement',
  },
}

const PERSONAL =
  'The link is personal: anybody who has it can answer in your name, so please do not forward it. Opening it changes nothing.'

export function requestInvitation({ kind, name, applicantName, callTitle, url, until }: RequestMail): Letter {
  const { short, verb, label } = asked[kind]
  return {
    subject: `${applicantName} asks you ${short}`,
    greeting: `Dear ${name},`,
    body: [
      `${applicantName} is applying for the ${callTitle} and asks you to ${verb} them. No account is needed; you can begin, leave and come back.`,
      { link: url, label },
      `Please answer by ${until}. On the page you can also decline, or say that you are not the person meant.`,
      ...(kind === 'referee'
        ? [
            'The portal never shows your letter to the applicant. At the end you choose whether the institution may, if asked.',
          ]
        : []),
      PERSONAL,
    ],
  }
}

export function requestReminder({ kind, name, applicantName, callTitle, url, until }: RequestMail): Letter {
  const { noun, label } = asked[kind]
  return {
    subject: `Reminder: ${noun} for ${applicantName}`,
    greeting: `Dear ${name},`,
    body: [
      `We have not received your ${noun} for ${applicantName} (${callTitle}) yet. You can send it until ${until}.`,
      { link: url, label },
      'If you cannot answer, please decline on that page, so that the applicant can ask somebody else.',
      PERSONAL,
    ],
  }
}

type Answered = Omit<RequestMail, 'url' | 'until'> & { receivedAt: string }

export function requestReceipt({ kind, name, applicantName, callTitle, receivedAt }: Answered): Letter {
  const { noun } = asked[kind]
  return {
    subject: `Received: your ${noun} for ${applicantName}`,
    greeting: `Dear ${name},`,
    body: [
      `Thank you. We received your ${noun} for ${applicantName} (${callTitle}) on ${receivedAt}. Nothing more is needed from you.`,
      'If somebody else answered in your name, please write to us at once.',
    ],
  }
}

export function requestEnded({ kind, name, applicantName, callTitle }: Omit<Answered, 'receivedAt'>): Letter {
  const { noun } = asked[kind]
  return {
    subject: `No ${noun} is needed any more for ${applicantName}`,
    greeting: `Dear ${name},`,
    body: [
      `${applicantName} has named somebody else for the ${callTitle}, or another address of yours. We no longer need your ${noun} from this address, and the links that we sent to it no longer work. We are sorry if you had already begun.`,
    ],
  }
}

export type RequestOutcome = 'received' | 'declined' | 'wrong-person'

const outcomes: Record<RequestKind, Record<RequestOutcome, (name: string) => string>> = {
  referee: {
    received: (name) => `The letter of ${name} has arrived`,
    declined: (name) => `${name} cannot write a letter for you`,
    'wrong-person': (name) => `The address of ${name} belongs to somebody else`,
  },
  supervisor: {
    received: (name) => `${name} has agreed to host you`,
    declined: (name) => `${name} cannot host you`,
    'wrong-person': (name) => `The address of ${name} belongs to somebody else`,
  },
}

const next: Record<RequestOutcome, string> = {
  received: 'You do not need to do anything. The page shows who has answered so far.',
  declined: 'Please name somebody else soon, so that there is time to answer.',
  'wrong-person': 'Please correct the address, or name somebody else.',
}

/** To the applicant. */
export function requestAnswered(given: {
  kind: RequestKind
  outcome: RequestOutcome
  name: string
  applicantName: string
  url: string
}): Letter {
  const { kind, outcome, name, applicantName, url } = given
  const told = outcomes[kind][outcome](name)
  return {
    subject: told,
    greeting: `Dear ${applicantName},`,
    body: [`${told}. ${next[outcome]}`, { link: url, label: 'See my referees' }],
  }
}
