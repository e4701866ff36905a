/**
 * Forecasts how many of the open offers will be accepted, with a beta-binomial model. The acceptance rate has a beta
 * prior, which the Call states (`decisions.acceptance`) and each answer updates; the open offers then follow the
 * beta-binomial distribution (Skellam 1948, Journal of the Royal Statistical Society B 10, 257-261; Gelman et al.,
 * Bayesian Data Analysis, 3rd edition, chapter 2). It treats answers as alike and independent, and knows nothing about
 * the applicants. Pure.
 */

export type Prior = { share: number; weight: number }
export type Answers = { accepted: number; refused: number; open: number }
export type Forecast = {
  /** Expected total number of acceptances, with its standard deviation. */
  mean: number
  sd: number
  /** With a probability of at least nine tenths, it is between `low` and `high`. */
  low: number
  high: number
}

const TAIL = 0.05

/** `accepted` includes enrolled ones; `refused`: declined, expired, or withdrawn after the offer. */
export function forecast({ accepted, refused, open }: Answers, { share, weight }: Prior): Forecast {
  const a = share * weight + accepted
  const b = (1 - share) * weight + refused
  const mean = (open * a) / (a + b)
  const variance = (open * a * b * (a + b + open)) / ((a + b) ** 2 * (a + b + 1))
  const [low, high] = interval(betaBinomial(open, a, b))
  return { mean: accepted + mean, sd: Math.sqrt(variance), low: accepted + low, high: accepted + high }
}

/** The probabilities of 0 to n: each from the one before, in logarithms, so that none underflows at the start. */
export function betaBinomial(n: number, a: number, b: number): number[] {
  const logs = [0]
  for (let k = 0; k < n; k++) logs.push(logs[k]! + Math.log(((n - k) * (a + k)) / ((k + 1) * (b + n - k - 1))))
  const most = Math.max(...logs)
  const shares = logs.map((log) => Math.exp(log - most))
  const sum = shares.reduce((total, one) => total + one, 0)
  return shares.map((one) => one / sum)
}

function interval(probabilities: number[]): [low: number, high: number] {
  let below = 0
  let low = 0
  while (low < probabilities.length - 1 && below + probabilities[low]! < TAIL) below += probabilities[low++]!
  let above = 0
  let high = probabilities.length - 1
  while (high > low && above + probabilities[high]! < TAIL) above += probabilities[high--]!
  return [low, high]
}
