import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The path of a program on this machine; undefined if it has none. */
export function programOf(name: string): string | undefined {
  return [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin']
    .map((dir) => path.join(dir, name))
    .find((file) => existsSync(file))
}

/** A balancer before these ports, which asks each instance whether it is ready. */
export function haproxy(folder: string, port: number, to: number[]): ChildProcess {
  const servers = to.map((one, n) => `  server portal${n} 127.0.0.1:${one} check inter 1s fall 2 rise 1`)
  const file = path.join(folder, 'haproxy.cfg')
  writeFileSync(
    file,
    `defaults
  mode http
  timeout connect 2s
  timeout client 120s
  timeout server 120s
  timeout tunnel 1h
  timeout check 3s
  option redispatch
  option forwardfor
  retries 3
frontend all
  bind 127.0.0.1:${port}
  default_backend portal
backend portal
  balance roundrobin
  option httpchk GET /api/health/ready
${servers.join('\n')}
`,
  )
  return spawn(programOf('haproxy')!, ['-f', file, '-db'], { stdio: 'ignore' })
}

/** In transaction mode: each transaction may use another connection. */
export function pgbouncer(folder: string, port: number, direct: string): ChildProcess {
  const { username, password, port: to } = new URL(direct)
  const [ini, users] = [path.join(folder, 'pgbouncer.ini'), path.join(folder, 'users.txt')]
  writeFileSync(users, `"${username}" "${decodeURIComponent(password)}"\n`)
  writeFileSync(
    ini,
    `[databases]
drill = host=127.0.0.1 port=${to} dbname=drill
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = transaction
default_pool_size = 10
max_client_conn = 200
`,
  )
  const asNobody = process.getuid?.() === 0 ? ['-u', 'nobody'] : []
  if (asNobody.length > 0) execFileSync('chmod', ['-R', 'a+rX', folder])
  return spawn(programOf('pgbouncer')!, [...asNobody, ini], { stdio: 'ignore' })
}
