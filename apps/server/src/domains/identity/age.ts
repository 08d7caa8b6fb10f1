/** The lowest threshold there is, whatever the partners ask. Source: the terms of use, decided 2026-11-24. */
const lowestThreshold = 13
const oldestAnswer = 150

export function requiredAge(minimumOfPartners: number): number {
  return Math.max(lowestThreshold, minimumOfPartners)
}

/** A whole number of years; undefined for anything else. */
export function parseAge(text: string | null): number | undefined {
  if (text === null || !/^\d{1,3}$/.test(text.trim())) return undefined
  const age = Number(text)
  return age <= oldestAnswer ? age : undefined
}
