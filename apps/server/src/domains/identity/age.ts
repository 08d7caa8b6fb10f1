import { lowestAge } from '#policies/age.ts'

const oldestAnswer = 150

export function requiredAge(minimumOfPartners: number): number {
  return Math.max(lowestAge, minimumOfPartners)
}

/** A whole number of years; undefined for anything else. */
export function parseAge(text: string | null): number | undefined {
  if (text === null || !/^\d{1,3}$/.test(text.trim())) return undefined
  const age = Number(text)
  return age <= oldestAnswer ? age : undefined
}
