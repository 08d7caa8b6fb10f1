const region = typeof navigator === 'undefined' ? undefined : navigator.language
const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

function formatUnit(figure: number, unit: (typeof units)[number][0], unitDisplay: 'long' | 'short'): string {
  return new Intl.NumberFormat(region, { style: 'unit', unit, unitDisplay }).format(figure)
}

/** A length of time in its largest whole unit, never shorter than it is: 0 h would hide a minute. */
export function formatLength(seconds: number): string {
  const [unit, size] = units.find(([, one]) => seconds >= one) ?? (['hour', 3_600] as const)
  return formatUnit(Math.ceil(seconds / size), unit, 'long')
}

/** What is left of it, in its two largest units: 2 days 3 hr, 3 hr 12 min, 41 sec. */
export function formatLeft(ms: number): string {
  let seconds = Math.max(0, Math.ceil(ms / 1000))
  const parts: string[] = []
  for (const [unit, size] of units) {
    const figure = Math.floor(seconds / size)
    seconds -= figure * size
    if (figure > 0 || (unit === 'second' && parts.length === 0)) parts.push(formatUnit(figure, unit, 'short'))
    else if (parts.length > 0) break
    if (parts.length === 2) break
  }
  return parts.join(' ')
}
