import type { Look, RecordedDisclosures, ReachedServer } from '../../parts.ts'
import { trustText } from '../../page/trust-text.ts'
import { bad, judge, notChecked, type Result } from '../../result.ts'
import { readSection } from './read-section.ts'

/** Longer than any page of figures is kept: what was entered within it may stand there already, and need not yet. */
const settlesMs = 10_000

/** Figures by what they are figures of; one that is not there is none. */
type Figures = ReadonlyMap<string, number>

/** What the pages say was disclosed is what was entered, counted one by one; and nothing was put in, changed or taken out past the record. */
export async function checkDisclosures({ parts, server }: Look): Promise<Result> {
  if (server === undefined) return notChecked('no-server')
  const settledAt = new Date(parts.clock.now().getTime() - settlesMs)
  const hasSums = parts.operator.transparency !== undefined
  const said = await readSaid(server, hasSums)
  const recorded = await parts.readDisclosed()
  if (recorded === undefined) return bad('differs', {})
  const { entered, kept, changed } = recorded
  const settled = kept.filter(({ id }) => (entered.get(id) ?? settledAt) <= settledAt)
  const faults =
    changed + countUnpaired(recorded) + countBeyond(said, count(settled, hasSums), count(kept, hasSums))
  return judge(faults, 'differs', { disclosures: kept.length, entries: entered.size })
}

/** Entries of what is not there any more, and what is there without an entry, as far back as the record goes. */
function countUnpaired({ entered, recordedSince, kept }: RecordedDisclosures): number {
  const ids = new Set(kept.map(({ id }) => id))
  const isDue = (happenedOn: string) => recordedSince === undefined || new Date(happenedOn) > recordedSince
  return (
    [...entered.keys()].filter((id) => !ids.has(id)).length +
    kept.filter(({ id, happenedOn }) => !entered.has(id) && isDue(happenedOn)).length
  )
}

/** How many figures are said to be less, or more, than they can be. */
function countBeyond(said: Figures, least: Figures, most: Figures): number {
  const of = (figures: Figures, name: string) => figures.get(name) ?? 0
  return [...new Set([...said.keys(), ...most.keys()])].filter(
    (name) => of(said, name) < of(least, name) || of(said, name) > of(most, name),
  ).length
}

function count(kept: RecordedDisclosures['kept'], hasSums: boolean): Figures {
  const figures = new Map<string, number>()
  const add = (name: string, amount = 1) => figures.set(name, (figures.get(name) ?? 0) + amount)
  for (const { kind, happenedOn, outcome, accounts } of kept) {
    const half = `${happenedOn.slice(0, 4)}-${Number(happenedOn.slice(5, 7)) <= 6 ? 1 : 2}`
    add(`${half} ${kind} all`)
    add(`${half} ${kind} ${outcome}`)
    add(`${half} ${kind} accounts`, accounts)
    if (hasSums && kind === 'business-transfer') add('takeovers')
    if (hasSums && kind === 'authority-request' && outcome !== 'refused') add('authorities')
  }
  return figures
}

/** By half-year in the privacy policy, and as sums here. */
async function readSaid(server: ReachedServer, hasSums: boolean): Promise<Figures> {
  const figures = new Map<string, number>()
  const halves = await readSection(server, '/privacy', 'disclosed')
  const columns = ['all', 'given', 'partly', 'refused', 'accounts']
  for (const [, half, kind, cells = ''] of halves.matchAll(
    /<data value="([\w-]+)">.*?<data value="([\w-]+)">(.*?)<\/tr>/gs,
  ))
    for (const [at, [, figure]] of [...cells.matchAll(/<td\b[^>]*>(\d+)<\/td>/g)].entries())
      figures.set(`${half} ${kind} ${columns[at]}`, Number(figure))
  const sums = hasSums ? await readSection(server, '/trust', 'counts') : ''
  for (const name of ['authorities', 'takeovers'] as const) {
    const [, figure] = new RegExp(`<dt>${trustText.en.counts[name]}</dt><dd>(\\d+)</dd>`).exec(sums) ?? []
    // A sum that is not said is not said to be none.
    if (hasSums) figures.set(name, Number(figure ?? -1))
  }
  return figures
}
