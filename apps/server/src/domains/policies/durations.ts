import type { Language } from '#policies/words.ts'

const minute = 60
const hour = 60 * minute
const day = 24 * hour
const month = 30 * day
const year = 365 * day

/** As people say it: "1 hour", "24 hours", "7 days", "13 months", "7 years". Seconds. */
export function formatDuration(seconds: number, language: Language): string {
  const [amount, unit] = measure(seconds)
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(amount)
}

/** Up to three days in hours, up to two months in days: what is short is told finely. */
function measure(seconds: number): [number, string] {
  if (seconds < 2 * minute) return [seconds, 'second']
  if (seconds < hour) return [Math.round(seconds / minute), 'minute']
  if (seconds <= 3 * day) return [Math.round(seconds / hour), 'hour']
  if (seconds < 2 * month) return [Math.round(seconds / day), 'day']
  if (seconds < 2 * year) return [Math.floor(seconds / month), 'month']
  return [Math.floor(seconds / year), 'year']
}

/** "24 November 2026". `day` is YYYY-MM-DD. */
export const formatDay = (written: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${written}T00:00:00Z`))

/** "China" for CN. */
export const formatCountry = (code: string, language: Language): string =>
  new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code
