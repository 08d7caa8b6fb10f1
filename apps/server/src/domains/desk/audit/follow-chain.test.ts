import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Secret } from '#server/kernel/secret.ts'
import { createInstallationKey } from '#server/platform/installation-key/index.ts'
import type { Act, Chain, ProvenEntry } from './entry.ts'
import { followChain } from './follow-chain.ts'
import { proveEntry, sealChain } from './prove.ts'

const key = createInstallationKey(new Secret('5'.repeat(64)))
const acts: readonly Act[] = ['operator-granted', 'words-opened', 'request-done', 'report-answered']

interface Told {
  act: Act
  subject: string | undefined
  at: Date
}
const told: fc.Arbitrary<Told> = fc.record({
  act: fc.constantFrom(...acts),
  subject: fc.option(fc.constantFrom('req_one', 'msg_two', 'dsc_three'), { nil: undefined }),
  at: fc.date({ min: new Date('2026-01-01'), max: new Date('2029-01-01'), noInvalidDate: true }),
})
const records = fc.array(told, { minLength: 1, maxLength: 12 })

/** A record as `recordAct` writes it. */
function write(all: readonly Told[]): { chain: Chain; entries: ProvenEntry[] } {
  const nothing = Buffer.alloc(0)
  const entries: ProvenEntry[] = []
  for (const [index, one] of all.entries()) {
    const before = entries.at(-1)?.proof ?? nothing
    const entry = { number: index + 1, actor: 'command-line', ...one }
    entries.push({ ...entry, before, proof: proveEntry(key, before, entry) })
  }
  const ends = {
    beginsAfter: 0,
    beginning: nothing,
    count: entries.length,
    head: entries.at(-1)?.proof ?? nothing,
  }
  return { chain: { ...ends, seal: sealChain(key, ends) }, entries }
}

const isWhole = async (chain: Chain, entries: readonly ProvenEntry[]) =>
  (await followChain(key, chain, entries)).isWhole

/** What somebody without the key can do to a record; each returns something else than it was given. */
const tamperings: Readonly<
  Record<string, (entries: ProvenEntry[], at: number) => ProvenEntry[] | undefined>
> = {
  'another act': (entries, at) =>
    entries.map((entry, index) => (index === at ? { ...entry, act: 'break-accepted' } : entry)),
  'another actor': (entries, at) =>
    entries.map((entry, index) => (index === at ? { ...entry, actor: 'ref_other' } : entry)),
  'another subject': (entries, at) =>
    entries.map((entry, index) => (index === at ? { ...entry, subject: 'req_other' } : entry)),
  'another time': (entries, at) =>
    entries.map((entry, index) =>
      index === at ? { ...entry, at: new Date(entry.at.getTime() + 1) } : entry,
    ),
  'taken out': (entries, at) => entries.filter((_, index) => index !== at),
  'taken out, and the rest counted anew': (entries, at) =>
    entries.filter((_, index) => index !== at).map((entry, index) => ({ ...entry, number: index + 1 })),
  'put in twice': (entries, at) => entries.flatMap((entry, index) => (index === at ? [entry, entry] : entry)),
  'swapped with the next': (entries, at) => {
    const [first, second] = [entries[at], entries[at + 1]]
    if (first === undefined || second === undefined) return undefined
    const swapped = [
      { ...second, number: first.number },
      { ...first, number: second.number },
    ]
    return [...entries.slice(0, at), ...swapped, ...entries.slice(at + 2)]
  },
  'cut off from there': (entries, at) => entries.slice(0, at),
}

test('a record as it was written is whole', async () => {
  await fc.assert(
    fc.asyncProperty(records, async (all) => {
      const { chain, entries } = write(all)
      expect(await isWhole(chain, entries)).toBe(true)
    }),
  )
})

test.each(Object.keys(tamperings))('%s: it is found, also with the end moved along', async (name) => {
  await fc.assert(
    fc.asyncProperty(records, fc.nat(), async (all, seed) => {
      const { chain, entries } = write(all)
      const changed = tamperings[name]?.(entries, seed % entries.length)
      fc.pre(changed !== undefined)
      expect(await isWhole(chain, changed)).toBe(false)
      const last = changed.at(-1)
      const moved = { ...chain, count: last?.number ?? 0, head: last?.proof ?? Buffer.alloc(0) }
      expect(await isWhole(moved, changed)).toBe(false)
    }),
  )
})

test('a beginning that was moved is found: old acts cannot be passed off as past their time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(told, { minLength: 2, maxLength: 12 }), fc.nat(), async (all, seed) => {
      const { chain, entries } = write(all)
      const gone = 1 + (seed % (entries.length - 1))
      const beginning = entries[gone - 1]?.proof ?? Buffer.alloc(0)
      expect(await isWhole({ ...chain, beginsAfter: gone, beginning }, entries.slice(gone))).toBe(false)
    }),
  )
})

test('entries without a chain were put there', async () => {
  const { entries } = write([{ act: 'words-opened', subject: undefined, at: new Date(0) }])
  expect(await followChain(key, undefined, entries)).toEqual({ isWhole: false, at: 1, why: 'added' })
  expect(await followChain(key, undefined, [])).toEqual({ isWhole: true, count: 0, beginsAfter: 0 })
})
