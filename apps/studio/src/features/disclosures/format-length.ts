const region = typeof navigator === 'undefined' ? undefined : navigator.language
const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

/** A length of time in its largest whole unit, never shorter than it is: 0 h would hide a minute. */
export function formatLength(seconds: number): string {
  const [unit, size] = units.find(([, one]) => seconds >= one) ?? (['hour', 3_600] as const)
  const form = new Intl.NumberFormat(region, { style: 'unit', unit, unitDisplay: 'long' })
  return form.format(Math.ceil(seconds / size))
}
