import { onFirstUse, region } from './figures.ts'
import { t } from './messages.ts'

const dates = (options: Intl.DateTimeFormatOptions) =>
  onFirstUse(() => new Intl.DateTimeFormat(region, options))
const timeForm = dates({ hour: '2-digit', minute: '2-digit' })
const dayForm = dates({ weekday: 'long' })
const dateForm = dates({ day: 'numeric', month: 'long' })
const dateOfYearForm = dates({ day: 'numeric', month: 'long', year: 'numeric' })
const stampForm = dates({ dateStyle: 'medium', timeStyle: 'medium' })

export function formatTime(at: number | string): string {
  return timeForm().format(new Date(at))
}

/** Date and time to the second, for receipts. */
export function formatStamp(at: number): string {
  return stampForm().format(at)
}

function daysBetween(at: number, now: number): number {
  return Math.round((new Date(now).setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / 86_400_000)
}

/** A moment to come or past as people name it: a time today, a weekday within a week, else a date. */
export function formatMoment(at: number | string, now: number): string {
  const moment = new Date(at).getTime()
  const days = daysBetween(moment, now)
  if (days === 0) return formatTime(moment)
  if (days === -1) return t('moment.tomorrow', { time: formatTime(moment) })
  if (days > 0 && days < 7) return dayForm().format(moment)
  return dateForm().format(moment)
}

/** A day that may lie years away, with its year where it is another. */
export function formatDate(at: string, now: number): string {
  const moment = Date.parse(at)
  const isThisYear = new Date(moment).getFullYear() === new Date(now).getFullYear()
  return (isThisYear ? dateForm : dateOfYearForm)().format(moment)
}

/** A day that has begun, as a heading: today, yesterday, a weekday within a week, else a date. */
export function formatDay(at: number, now: number): string {
  const days = daysBetween(at, now)
  if (days <= 0) return t('moment.today')
  if (days === 1) return t('moment.yesterday')
  if (days < 7) return dayForm().format(at)
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return (isThisYear ? dateForm : dateOfYearForm)().format(at)
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** A size as people name it, in thousands as devices are sold: 840 kB, 3.1 MB, 12 GB. */
export function formatBytes(bytes: number): string {
  const step = Math.min(byteUnits.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const figure = bytes / 1000 ** step
  return new Intl.NumberFormat(region, {
    style: 'unit',
    unit: byteUnits[step],
    unitDisplay: 'short',
    maximumFractionDigits: figure < 10 && step > 1 ? 1 : 0,
  }).format(figure)
}

/** Elapsed time with steady digits: 7 s, 1:04. */
export function formatElapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return t('moment.seconds', { seconds })
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** How long something usually takes: 1.5 s, 12 s, 2 min. */
export function formatUsual(seconds: number): string {
  if (seconds >= 90) return t('moment.minutes', { minutes: Math.round(seconds / 60) })
  return t('moment.seconds', {
    seconds: seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds),
  })
}

/** How long something is kept: 0 h, 6 h, 7 days. */
export function formatRetention(seconds: number): string {
  const hours = Math.ceil(seconds / 3600)
  return hours < 48 ? t('moment.hours', { hours }) : t('moment.days', { days: Math.ceil(hours / 24) })
}

const yearSeconds = 366 * 86_400

/** How long something stays, be it short or long: 10 min, 24 h, 396 days, 7 years. */
export function formatLasting(seconds: number): string {
  if (seconds < 3600) return t('moment.minutes', { minutes: Math.ceil(seconds / 60) })
  if (seconds < 2 * 86_400) return t('moment.hours', { hours: Math.ceil(seconds / 3600) })
  return seconds % yearSeconds === 0
    ? t('moment.years', { years: seconds / yearSeconds })
    : t('moment.days', { days: Math.ceil(seconds / 86_400) })
}

export function formatAgo(at: string, now: number): string {
  const minutes = Math.max(0, Math.round((now - Date.parse(at)) / 60_000))
  if (minutes < 2) return t('moment.just-now')
  if (minutes < 60) return t('moment.minutes-ago', { minutes })
  if (minutes < 60 * 24) return t('moment.hours-ago', { hours: Math.round(minutes / 60) })
  return t('moment.days-ago', { days: Math.round(minutes / 1440) })
}
