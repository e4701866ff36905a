import { Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'
import { spf } from 'mailauth/lib/spf/index.js'

const PATIENCE = { timeout: 1500, tries: 2 }

/** One record of the sender's domain: its state in words, and what to do; `record` as in DNS. */
export type Finding = {
  name: 'SPF' | 'DKIM' | 'DMARC'
  state: 'good' | 'bad' | 'open'
  words: string
  record: string | null
}

/** 'local': a name outside DNS. 'unreachable': DNS does not answer. */
export type SenderDomain = { domain: string; findings: Finding[] | 'unreachable' | 'local' }

type Sender = { from: string; smtpUrl?: string; selector?: string }
type Records = string[] | 'unreachable'

/** The domain of an address in `MAIL_FROM`: `Name <local@domain>` or the bare address. */
export const domainOf = (from: string): string =>
  from
    .replace(/^.*<|>\s*$/g, '')
    .split('@')
    .at(-1)!
    .trim()
    .toLowerCase()

/**
 * Whether other mail servers will accept the portal's mail as its domain's: checks SPF, DKIM and DMARC in DNS, and
 * whether SPF allows the server of `smtpUrl`. That server may forward mail from other addresses, which only its
 * operator knows.
 * @param resolver For a test; else the machine's own DNS servers.
 */
export async function checkSenderDomain(sender: Sender, resolver = new Resolver(PATIENCE)): Promise<SenderDomain> {
  const domain = domainOf(sender.from)
  if (!domain.includes('.')) return { domain, findings: 'local' }
  const selector = sender.selector
  const [own, policy, key] = await Promise.all([
    texts(resolver, domain, /^v=spf1( |$)/i),
    texts(resolver, `_dmarc.${domain}`, /^v=DMARC1\b/i),
    selector ? texts(resolver, `${selector}._domainkey.${domain}`, /(^|;)\s*p=/i) : ([] as Records),
  ])
  if (own === 'unreachable' || policy === 'unreachable' || key === 'unreachable')
    return { domain, findings: 'unreachable' }
  return {
    domain,
    findings: [
      { name: 'SPF', record: own[0] ?? null, ...(await judgeSpf(own, sender, domain, resolver)) },
      { name: 'DKIM', record: key[0] ?? null, ...judgeDkim(key, selector, domain) },
      { name: 'DMARC', record: policy[0] ?? null, ...judgeDmarc(policy, domain) },
    ],
  }
}

/** The matching TXT records of a name; none where the name does not exist. */
async function texts(resolver: Resolver, name: string, like: RegExp): Promise<Records> {
  try {
    return (await resolver.resolveTxt(name)).map((pieces) => pieces.join('')).filter((record) => like.test(record))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOTFOUND' || code === 'ENODATA' ? [] : 'unreachable'
  }
}

type Judged = Pick<Finding, 'state' | 'words'>

async function judgeSpf(records: string[], { smtpUrl }: Sender, domain: string, resolver: Resolver): Promise<Judged> {
  if (records.length === 0)
    return bad(
      `Nobody is named who may send for ${domain}. Add a TXT record that begins with v=spf1, as your mail provider says.`,
    )
  if (records.length > 1) return bad('There are several SPF records, which counts as none. Join them into one.')
  if (!smtpUrl) return open('SMTP_URL is not set, so it is not known which server sends.')
  const { hostname } = new URL(smtpUrl)
  const ips = isIP(hostname) ? [hostname] : await resolver.resolve4(hostname).catch(() => [] as string[])
  if (ips.length === 0) return open(`${hostname}, which sends, has no public IPv4 address.`)
  const ask = (name: string, type: string) => resolver.resolve(name, type as 'TXT')
  const results = await Promise.all(
    ips.map((ip) =>
      spf({ sender: `portal@${domain}`, ip, helo: hostname, resolver: ask }).then((one) => one.status.result),
    ),
  )
  if (results.every((result) => result === 'pass')) return good(`${hostname} may send for ${domain}.`)
  if (results.includes('temperror')) return open('DNS did not answer everything that the record asks for.')
  if (results.includes('permerror'))
    return bad('The record cannot be read: its syntax is wrong, or it needs too many look-ups.')
  return open(
    `The record does not name ${hostname} (${ips.join(', ')}). That is right only if it hands mail on to servers that are named; else add it.`,
  )
}

function judgeDkim(records: string[], selector: string | undefined, domain: string): Judged {
  if (!selector)
    return open('Set DKIM_SELECTOR to the selector by which your mail server signs; it is then looked up here.')
  if (records.length === 0)
    return bad(`There is no key at ${selector}._domainkey.${domain}. Publish the one by which your mail server signs.`)
  if (/(^|;)\s*p=\s*(;|$)/i.test(records[0]!)) return bad('The key was revoked: p= is empty. Publish the present one.')
  return good('A key is published. Whether your mail server signs with it, a mail that arrived tells.')
}

function judgeDmarc(records: string[], domain: string): Judged {
  if (records.length === 0)
    return bad(`There is no policy. Add a TXT record at _dmarc.${domain}, for a start: v=DMARC1; p=none; rua=mailto:…`)
  const policy = /;\s*p=\s*(\w+)/i.exec(records[0]!)?.[1]?.toLowerCase()
  if (policy === 'none')
    return open('The policy asks others to do nothing. Once reports show no failures, make it p=quarantine.')
  if (policy === 'quarantine' || policy === 'reject')
    return good('Others are asked to refuse what only pretends to be yours.')
  return bad('The record has no policy that counts: p=none, p=quarantine or p=reject.')
}

const good = (words: string): Judged => ({ state: 'good', words })
const bad = (words: string): Judged => ({ state: 'bad', words })
const open = (words: string): Judged => ({ state: 'open', words })
