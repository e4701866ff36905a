/** '1,234' */
export const number = (n: number) => n.toLocaleString('en-GB')

/** Bytes as people say them for disks: '12.3 GB', '8 MB'. */
export function gigabytes(bytes: number): string {
  const mega = bytes / 1e6
  return mega < 1000 ? `${Math.max(1, Math.round(mega))} MB` : `${number(Math.round(mega / 100) / 10)} GB`
}

/** How far the database's clock is from this process's, in seconds. */
export function skewInWords(seconds: number): string {
  if (Math.abs(seconds) < 1) return 'less than a second apart'
  return `the database is ${number(Math.round(Math.abs(seconds)))} s ${seconds > 0 ? 'ahead' : 'behind'}`
}
