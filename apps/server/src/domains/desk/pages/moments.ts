import { html, type Html } from '#server/pages/index.ts'

const format = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
})

/** In the time of the machine's books: operators may sit anywhere. */
export const renderMoment = (moment: Date): Html =>
  html`<time datetime="${moment.toISOString()}">${format.format(moment)} UTC</time>`

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** As people say it: days from two on, hours from one on. */
export function sayDuration(milliseconds: number): string {
  const span = Math.abs(milliseconds)
  if (span >= 2 * dayMs) return `${Math.floor(span / dayMs)} days`
  if (span >= hourMs) return `${Math.floor(span / hourMs)} h`
  return `${Math.max(1, Math.floor(span / minuteMs))} min`
}
