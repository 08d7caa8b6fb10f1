import { buildStudio } from '../bootstrap/build-studio.mjs'
import type { Figure } from './figure.ts'
import { measureDisclosing } from './disclosing.ts'
import { measureGenerating } from './generating.ts'
import { measureInFlight } from './in-flight.ts'
import { measureLighthouse } from './lighthouse.ts'
import { measurePartners } from './partners.ts'
import { measureRewriting } from './rewriting.ts'
import { measureRights } from './rights.ts'
import { measureSealing } from './sealing.ts'
import { measureStanding } from './standing.ts'
import { measureSweeping } from './sweeping.ts'
import { measureUploading } from './uploading.ts'

/* npm run bench: each figure beside its floor, measured in one run; names of parts behind `--` measure those alone. */

const parts: Readonly<Record<string, () => Promise<Figure[]> | AsyncIterable<Figure>>> = {
  sealing: measureSealing,
  rewriting: measureRewriting,
  standing: measureStanding,
  disclosing: measureDisclosing,
  generating: measureGenerating,
  'in-flight': measureInFlight,
  uploading: measureUploading,
  rights: measureRights,
  sweeping: measureSweeping,
  partners: measurePartners,
  lighthouse: measureLighthouse,
}

function tell({ name, measured, floor, goal, isMet }: Figure): void {
  const beside = floor === undefined ? '' : `; floor ${floor}`
  process.stdout.write(`${isMet ? 'met   ' : 'MISSED'} ${name}: ${measured}${beside}; goal ${goal}\n`)
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => parts[name] === undefined)
if (unknown.length > 0) {
  process.stderr.write(`There is no ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.\n`)
  process.exit(2)
}
buildStudio()
for (const [name, measure] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  // Slow ones tell each figure when they have it.
  for await (const figure of await measure()) tell(figure)
}
process.exit(0)
