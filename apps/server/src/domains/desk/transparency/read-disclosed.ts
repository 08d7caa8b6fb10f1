import { atOneMoment, findChain, readEntries } from '../audit/audit.store.ts'
import type { ProvenEntry } from '../audit/entry.ts'
import { followChain } from '../audit/follow-chain.ts'
import type { DeskParts } from '../parts.ts'
import { nameDisclosure } from './name-disclosure.ts'
import { type KeptDisclosure, listLegalDisclosures } from './transparency.store.ts'

/** Every disclosure as it was entered, with the entries that the record has of them. */
export interface RecordedDisclosures {
  /** When each was entered, by its id. */
  entered: ReadonlyMap<string, Date>
  /** From when on each has an entry: those before are past their time. Undefined: from the first on. */
  recordedSince: Date | undefined
  kept: readonly KeptDisclosure[]
  /** How many of them do not say what was entered. */
  changed: number
}

/** Reads them for whoever counts them past us, at one moment. Undefined when the record is not as it was written. */
export function readDisclosed({
  database,
  installationKey,
  clock,
}: Pick<DeskParts, 'database' | 'installationKey' | 'clock'>): Promise<RecordedDisclosures | undefined> {
  return atOneMoment(database, async (tx) => {
    const chain = await findChain(tx)
    const beginsAfter = chain?.beginsAfter ?? 0
    const entries = new Map<string, ProvenEntry>()
    let firstAt: Date | undefined
    const note = (entry: ProvenEntry) => {
      const { at, act, subject } = entry
      firstAt ??= at
      if (act === 'legal-disclosure-recorded' && subject !== undefined) entries.set(subject, entry)
    }
    const verdict = await followChain(installationKey, chain, noting(readEntries(tx, beginsAfter), note))
    if (!verdict.isWhole) return undefined
    const recordedSince = beginsAfter === 0 ? undefined : (firstAt ?? clock.now())
    const kept = await listLegalDisclosures(tx)
    const changed = kept.filter((one) => {
      const entry = entries.get(one.id)
      return entry !== undefined && nameDisclosure(installationKey, entry.number, one) !== one.id
    }).length
    const entered = new Map([...entries].map(([id, { at }]) => [id, at]))
    return { entered, recordedSince, kept, changed }
  })
}

async function* noting(
  entries: AsyncIterable<ProvenEntry>,
  note: (entry: ProvenEntry) => void,
): AsyncGenerator<ProvenEntry> {
  for await (const entry of entries) {
    note(entry)
    yield entry
  }
}
