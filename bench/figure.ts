/** One measured figure beside its floor, which was measured in the same run. */
export interface Figure {
  name: string
  measured: string
  floor?: string
  goal: string
  isMet: boolean
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

export const now = () => performance.timeOrigin + performance.now()

export const milliseconds = (value: number) => `${value.toFixed(1)} ms`
