import { html, type Html } from '#server/pages/index.ts'

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

/** How long ago: "3 hours". Rounded down: what is not yet a day old is not called so. */
export function writeAge(since: Date, now: Date): string {
  const seconds = Math.max(0, Math.floor((now.getTime() - since.getTime()) / 1000))
  const [unit, size] = units.find(([, length]) => seconds >= length) ?? ['second', 1]
  return new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.floor(seconds / size),
  )
}

/** Short times as they are measured: "80 milliseconds", "2.4 seconds". */
export function writeMeasured(seconds: number): string {
  const [amount, unit] = seconds < 1 ? [Math.round(seconds * 1000), 'millisecond'] : [seconds, 'second']
  return new Intl.NumberFormat('en', {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: 1,
  }).format(amount)
}

const written = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })

/** "29 November 2026 at 06:16 UTC", for programs too. */
export const renderMoment = (moment: Date): Html =>
  html`<time datetime="${moment.toISOString()}">${written.format(moment)} UTC</time>`
