/** The part of a life that is left, 1 at its start and 0 at its end. A life of no length is over. */
export function ringShare({ from, until, now }: { from: number; until: number; now: number }): number {
  if (until <= from) return now < until ? 1 : 0
  return Math.min(1, Math.max(0, (until - now) / (until - from)))
}

/** In the last fifth a ring takes the accent colour. */
export function isNearlyOver(share: number): boolean {
  return share <= 0.2
}

/** When the sitting ends: idle or absolute limit, whichever comes first. */
export function endOfSitting(sitting: { idleAt: string; endsAt: string }): number {
  return Math.min(Date.parse(sitting.idleAt), Date.parse(sitting.endsAt))
}
