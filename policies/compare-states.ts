import type { PolicyState } from './policy-state.ts'

type List = 'purposes' | 'recipients' | 'categories' | 'rights'
type Figures = 'figures' | 'deadlines' | 'ages'

/** One thing that differs between two versions. Figures in the unit of their list: seconds, days, years. */
export type PolicyChange =
  | { kind: 'added' | 'removed'; list: List; id: string; sentence: string }
  | { kind: 'reworded'; list: List; id: string; before: string; sentence: string }
  | { kind: 'rebased'; id: string; before: string; after: string }
  | { kind: 'recipient-added' | 'recipient-removed'; purpose: string; id: string; sentence: string }
  | { kind: 'figure'; list: Figures; id: string; before: number | undefined; after: number | undefined }

const lists = ['purposes', 'recipients', 'categories', 'rights'] as const
const figures = ['figures', 'deadlines', 'ages'] as const

/** Everything that differs, in the order in which it matters to a reader. */
export function compareStates(before: PolicyState, after: PolicyState): PolicyChange[] {
  return [
    ...lists.flatMap((list) => compareSentences(list, sentencesOf(before[list]), sentencesOf(after[list]))),
    ...comparePurposes(before, after),
    ...figures.flatMap((list) => compareFigures(list, before[list], after[list])),
  ]
}

/** What asks everybody again at their next sign-in: a purpose, a class of recipients, or a purpose with another recipient. */
export const isMaterial = (change: PolicyChange): boolean =>
  change.kind === 'recipient-added' ||
  (change.kind === 'added' && (change.list === 'purposes' || change.list === 'recipients'))

/** What only gives people more, and may hold at once. */
export function isNarrower(change: PolicyChange): boolean {
  switch (change.kind) {
    case 'added':
      return change.list === 'rights'
    case 'removed':
      return change.list !== 'rights'
    case 'recipient-removed':
      return true
    case 'figure':
      // A higher age keeps out more people; any other figure is a time, and shorter is better for whoever it is about.
      return change.list !== 'ages' && (change.after ?? 0) < (change.before ?? 0)
    default:
      return false
  }
}

type Sentences = Readonly<Record<string, string>>

const sentencesOf = (entries: Readonly<Record<string, string | { sentence: string }>>): Sentences =>
  Object.fromEntries(
    Object.entries(entries).map(([id, entry]) => [id, typeof entry === 'string' ? entry : entry.sentence]),
  )

function compareSentences(list: List, before: Sentences, after: Sentences): PolicyChange[] {
  return namesOf(before, after).flatMap((id): PolicyChange[] => {
    const was = before[id]
    const is = after[id]
    if (was === is) return []
    if (is === undefined) return [{ kind: 'removed', list, id, sentence: was ?? '' }]
    if (was === undefined) return [{ kind: 'added', list, id, sentence: is }]
    return [{ kind: 'reworded', list, id, before: was, sentence: is }]
  })
}

function comparePurposes(before: PolicyState, after: PolicyState): PolicyChange[] {
  return Object.entries(after.purposes).flatMap(([id, is]): PolicyChange[] => {
    const was = before.purposes[id]
    if (was === undefined) return []
    const basisOf = ({ gdpr, pipl }: { gdpr: string; pipl: string }) => `GDPR ${gdpr}, PIPL ${pipl}`
    const tell = (
      kind: 'recipient-added' | 'recipient-removed',
      from: readonly string[],
      to: readonly string[],
    ) =>
      to
        .filter((recipient) => !from.includes(recipient))
        .map(
          (recipient): PolicyChange => ({
            kind,
            purpose: id,
            id: recipient,
            sentence: after.recipients[recipient] ?? before.recipients[recipient] ?? recipient,
          }),
        )
    return [
      ...(basisOf(was) === basisOf(is)
        ? []
        : [{ kind: 'rebased' as const, id, before: basisOf(was), after: basisOf(is) }]),
      ...tell('recipient-added', was.recipients, is.recipients),
      ...tell('recipient-removed', is.recipients, was.recipients),
    ]
  })
}

function compareFigures(
  list: Figures,
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): PolicyChange[] {
  return namesOf(before, after).flatMap((id): PolicyChange[] =>
    before[id] === after[id] ? [] : [{ kind: 'figure', list, id, before: before[id], after: after[id] }],
  )
}

const namesOf = (...records: readonly Readonly<Record<string, unknown>>[]) => [
  ...new Set(records.flatMap((record) => Object.keys(record))),
]
