type Tuples<T> = { 1: [T]; 2: [T, T]; 3: [T, T, T]; 4: [T, T, T, T]; 5: [T, T, T, T, T]; 6: [T, T, T, T, T, T] }

/** `N` of them: a tuple up to six, so that a test gives each one a name; else an array. */
export type Several<T, N extends number> = N extends keyof Tuples<T> ? Tuples<T>[N] : T[]

/** Makes this many, one after the other. */
export async function several<T, N extends number>(
  count: N,
  make: (n: number) => T | Promise<T>,
): Promise<Several<T, N>> {
  const made: T[] = []
  for (let n = 0; n < count; n++) made.push(await make(n))
  return made as Several<T, N>
}
