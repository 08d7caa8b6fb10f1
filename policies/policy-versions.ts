import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { compareStates, isNarrower } from './compare-states.ts'
import { deadlineDays } from './deadlines.ts'
import type { PolicyState } from './policy-state.ts'

const sentences = z.record(z.string(), z.string())
const numbers = z.record(z.string(), z.number())
const version = z.strictObject({
  number: z.int().min(1),
  publishedOn: z.iso.date(),
  /** From this day it holds; where people were told less, the build that keeps it starts no sooner. */
  inForceOn: z.iso.date(),
  /** SHA-256 of the file before, so that what was published cannot be rewritten without notice. */
  previous: z.string().nullable(),
  state: z.strictObject({
    figures: numbers,
    deadlines: numbers,
    ages: numbers,
    purposes: z.record(
      z.string(),
      z.strictObject({
        sentence: z.string(),
        gdpr: z.string(),
        pipl: z.string(),
        recipients: z.array(z.string()),
      }),
    ),
    recipients: sentences,
    categories: sentences,
    rights: sentences,
  }),
})

/** A state of the policies as it was published. Days are YYYY-MM-DD. */
export type PolicyVersion = z.output<typeof version>

/** A version, and the text of its file. */
export interface VersionFile {
  version: PolicyVersion
  text: string
}

export const versionsFolder = fileURLToPath(new URL('./versions/', import.meta.url))
export const nameOfVersion = (number: number) => `${String(number).padStart(4, '0')}.json`

/** Every version there is, oldest first. */
export function readVersions(folder = versionsFolder): VersionFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => {
      const text = readFileSync(`${folder}/${name}`, 'utf8')
      return { text, version: version.parse(JSON.parse(text)) }
    })
}

const fingerprint = (text: string) => createHash('sha256').update(text).digest('hex')
const isSame = (some: PolicyState, other: PolicyState) => compareStates(some, other).length === 0

/** The version that this build keeps: the newest with its state. Undefined when what it promises was never published. */
export const findKept = (files: readonly VersionFile[], state: PolicyState): PolicyVersion | undefined =>
  files.findLast(({ version: one }) => isSame(one.state, state))?.version

/**
 * The next version, for what has changed since the last. Of one day there is one version: what was published today is
 * written anew. What is wider holds after the notice; what is narrower holds at once.
 */
export function makeVersion(files: readonly VersionFile[], state: PolicyState, today: string): VersionFile {
  const earlier = files.filter(({ version: one }) => one.publishedOn < today)
  const last = earlier.at(-1)
  const changes = last === undefined ? [] : compareStates(last.version.state, state)
  const made: PolicyVersion = {
    number: earlier.length + 1,
    publishedOn: today,
    inForceOn: changes.every(isNarrower) ? today : addDays(today, deadlineDays.notice),
    previous: last === undefined ? null : fingerprint(last.text),
    state: version.shape.state.parse(structuredClone(state)),
  }
  return { version: made, text: `${JSON.stringify(made, null, 2)}\n` }
}

const dayMs = 86_400_000
const addDays = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)

/** What is wrong with the versions, or with a build whose promises were never published. One sentence each. */
export function findVersionFaults(files: readonly VersionFile[], state: PolicyState): string[] {
  const kept = findKept(files, state)
  const broken = files.flatMap(({ version: one }, index) => {
    const before = files[index - 1]
    const expected = before === undefined ? null : fingerprint(before.text)
    const isLater = before === undefined || one.publishedOn > before.version.publishedOn
    const isInOrder = one.number === index + 1 && one.previous === expected && isLater
    return isInOrder && one.inForceOn >= one.publishedOn
      ? []
      : [`policies/versions/${nameOfVersion(index + 1)} was changed, or one before it was`]
  })
  if (kept === undefined)
    return [
      ...broken,
      'What is promised has changed since the last version: node tools/write-policy-version.ts',
    ]
  const overtaken = files.filter(
    ({ version: one }) => one.number > kept.number && one.inForceOn === one.publishedOn,
  )
  return [
    ...broken,
    ...overtaken.map(({ version: one }) => `Version ${one.number} is in force and this build keeps another`),
  ]
}
