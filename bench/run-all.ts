import type { Figure } from './figure.ts'
import { measureGenerating } from './generating.ts'
import { measureInFlight } from './in-flight.ts'
import { measurePartners } from './partners.ts'
import { measureRewriting } from './rewriting.ts'
import { measureSealing } from './sealing.ts'
import { measureStanding } from './standing.ts'

/* npm run bench: each figure beside its floor, measured in one run. */

function tell({ name, measured, floor, goal, isMet }: Figure): void {
  const beside = floor === undefined ? '' : `; floor ${floor}`
  process.stdout.write(`${isMet ? 'met   ' : 'MISSED'} ${name}: ${measured}${beside}; goal ${goal}\n`)
}

for (const measure of [
  measureSealing,
  measureRewriting,
  measureStanding,
  measureGenerating,
  measureInFlight,
  measurePartners,
]) {
  for (const figure of await measure()) tell(figure)
}
process.exit(0)
