import { Resolver } from 'node:dns/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dnsServer } from '@/lib/tools/testing/dns-server'
import { checkSenderDomain, domainOf } from './sender-domain'

let server: Awaited<ReturnType<typeof dnsServer>>
beforeAll(async () => {
  server = await dnsServer({
    'good.example': { TXT: ['site=abc', 'v=spf1 ip4:192.0.2.0/28 include:relay.example -all'] },
    '_dmarc.good.example': { TXT: ['v=DMARC1; p=reject'] },
    's1._domainkey.good.example': { TXT: ['v=DKIM1; k=rsa; p=MIIB'] },
    'smtp.good.example': { A: ['192.0.2.7'] },
    'relay.example': { TXT: ['v=spf1 ip4:198.51.100.9 -all'] },
    'smtp.relay.example': { A: ['198.51.100.9'] },
    'smtp.other.example': { A: ['203.0.113.1'] },
    'twice.example': { TXT: ['v=spf1 -all', 'v=spf1 mx -all'] },
    '_dmarc.twice.example': { TXT: ['v=DMARC1; p=none; rua=mailto:a@twice.example'] },
    's1._domainkey.twice.example': { TXT: ['v=DKIM1; p='] },
    'bare.example': {},
  })
})
afterAll(() => server.stop())

const check = (from: string, smtpUrl?: string, selector?: string) =>
  checkSenderDomain({ from, smtpUrl, selector }, server.resolver)
const states = async (...given: Parameters<typeof check>) => {
  const { findings } = await check(...given)
  return typeof findings === 'string' ? findings : findings.map(({ name, state }) => `${name} ${state}`)
}

test('a correctly set up domain passes', async () => {
  for (const smtp of ['smtps://u:p@smtp.good.example', 'smtp://smtp.relay.example:587', 'smtp://192.0.2.1'])
    expect(await states('ANSO <scholarship@good.example>', smtp, 's1')).toEqual(['SPF good', 'DKIM good', 'DMARC good'])
})

test('a server that the domain does not name, and unknown records', async () => {
  expect(await states('a@good.example', 'smtp://smtp.other.example')).toEqual(['SPF open', 'DKIM open', 'DMARC good'])
  expect(await states('a@good.example')).toEqual(['SPF open', 'DKIM open', 'DMARC good'])
  expect(await states('a@good.example', 'smtp://nowhere.example')).toEqual(['SPF open', 'DKIM open', 'DMARC good'])
})

test('a domain with several SPF records and a revoked key, and one with nothing', async () => {
  expect(await states('a@twice.example', 'smtp://192.0.2.1', 's1')).toEqual(['SPF bad', 'DKIM bad', 'DMARC open'])
  expect(await states('a@bare.example', 'smtp://192.0.2.1', 's1')).toEqual(['SPF bad', 'DKIM bad', 'DMARC bad'])
  expect(await states('a@no.such.example', 'smtp://192.0.2.1', 's1')).toEqual(['SPF bad', 'DKIM bad', 'DMARC bad'])
})

test('an address on this machine has no domain to check', async () => {
  expect(await states('ANSO <scholarship@localhost>')).toBe('local')
})

test('an unreachable DNS is reported, without a judgement', async () => {
  const nowhere = new Resolver({ timeout: 200, tries: 1 })
  nowhere.setServers(['127.0.0.1:1'])
  expect(await checkSenderDomain({ from: 'a@good.example' }, nowhere)).toEqual({
    domain: 'good.example',
    findings: 'unreachable',
  })
})

test.each([
  ['ANSO Scholarship <scholarship@Example.ORG>', 'example.org'],
  ['scholarship@example.org', 'example.org'],
])('%s is of the domain %s', (from, domain) => expect(domainOf(from)).toBe(domain))
