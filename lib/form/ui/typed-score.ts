/** The score that a digit chooses, given the digits typed just before it; null if there is none. Pure. */
export function typedScore(former: string, digit: string, min: number, max: number): string | null {
  for (const text of [former + digit, digit]) {
    const score = Number(text)
    if (text === String(score) && score >= min && score <= max) return text
  }
  return null
}
