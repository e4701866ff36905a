import { readFileSync } from 'node:fs'
import type postgres from 'postgres'

/** Processor time of this process and of the database's processes on this machine; 0 for those where nothing tells. */
export function processTimes() {
  let pids: number[] = []
  return {
    /** Finds the database's processes; those that begin later count for nothing. */
    async watch(sql: postgres.Sql) {
      pids = (await sql<{ pid: number }[]>`select pid from pg_stat_activity`).map(({ pid }) => pid)
    },
    /** In seconds: this process, the database. */
    processSeconds(): [own: number, database: number] {
      const { user, system } = process.cpuUsage()
      return [(user + system) / 1e6, pids.reduce((sum, pid) => sum + nanosecondsOf(pid) / 1e9, 0)]
    },
  }
}

function nanosecondsOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0])
  } catch {
    return 0
  }
}
