import { Resolver } from 'node:dns/promises'
import type { AddressInfo } from 'node:net'
import dns2 from 'dns2'

type Zone = Record<string, { TXT?: string[]; A?: string[] }>

/** A real DNS server on this machine that knows one zone, and a resolver that uses only it. */
export async function dnsServer(zone: Zone): Promise<{ resolver: Resolver; stop(): Promise<void> }> {
  const { Packet } = dns2
  const server = dns2.createServer({
    udp: true,
    handle(request, send) {
      const response = Packet.createResponseFromRequest(request)
      const [question] = request.questions as { name: string; type: number }[]
      const known = zone[question!.name.toLowerCase()]
      const { name } = question!
      const common = { name, class: Packet.CLASS.IN, ttl: 60 }
      if (!known) response.header.rcode = 3
      for (const data of question!.type === Packet.TYPE.TXT ? (known?.TXT ?? []) : [])
        response.answers.push({ ...common, type: Packet.TYPE.TXT, data } as never)
      for (const address of question!.type === Packet.TYPE.A ? (known?.A ?? []) : [])
        response.answers.push({ ...common, type: Packet.TYPE.A, address } as never)
      send(response)
    },
  })
  await server.listen({ udp: { port: 0, address: '127.0.0.1' } })
  const { port } = (server.addresses() as unknown as { udp: AddressInfo }).udp
  const resolver = new Resolver({ timeout: 1000, tries: 1 })
  resolver.setServers([`127.0.0.1:${port}`])
  return { resolver, stop: async () => void (await server.close()) }
}
