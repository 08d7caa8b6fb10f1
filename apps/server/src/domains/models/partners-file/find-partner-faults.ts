import type { HandlingTerms } from '#partner-spec'
import { partnerTerms } from '#policies/partner-terms.ts'
import type { ConfigFault } from '#server/config/index.ts'
import { daysSinceChecked, findTermFaults } from '../find-term-faults.ts'
import { faultAt } from './describe-issue.ts'
import { findDialectFaults } from './find-dialect-faults.ts'
import type { StatedModel, StatedPartner } from './partners-file-schema.ts'

type Path = readonly PropertyKey[]

export interface FoundFaults {
  faults: ConfigFault[]
  ageing: { id: string; days: number }[]
}

/** What each value for itself does not show: terms that are not accepted, and what contradicts another. */
export function findPartnerFaults(partners: readonly StatedPartner[], now: Date): FoundFaults {
  const ageing: FoundFaults['ageing'] = []
  const faults = partners.flatMap((partner, index) => {
    const path = ['partners', index]
    const days = daysSinceChecked(termsOf(partner), now)
    if (days >= partnerTerms.evidenceReminderDays) ageing.push({ id: partner.id, days })
    return [
      ...findTwice(partners, index, path),
      ...findEvidenceFaults(partner, days, [...path, 'terms', 'evidence']),
      ...findDialectFaults(partner, path),
      ...findTermFaults(termsOf(partner)).map(({ term, cause, mend }) =>
        faultAt([...path, 'terms', ...term.split('.')], cause, mend),
      ),
      ...partner.models.flatMap((model, at) => findModelFaults(partner, model, [...path, 'models', at])),
    ]
  })
  return { faults, ageing }
}

/** Of what is optional only what is there. */
export function termsOf({ terms }: Pick<StatedPartner, 'terms'>): HandlingTerms {
  const { transferMechanism, evidence, ...rest } = terms
  return {
    ...rest,
    ...(transferMechanism === undefined ? {} : { transferMechanism }),
    evidence: { checkedOn: evidence.checkedOn, ...(evidence.url === undefined ? {} : { url: evidence.url }) },
  }
}

function findTwice(partners: readonly StatedPartner[], index: number, path: Path): ConfigFault[] {
  const { id, models } = partners[index] ?? { id: '', models: [] }
  const isTwice = partners.findIndex((other) => other.id === id) !== index
  const seen = new Set<string>()
  const twice = models.flatMap((model, at) => {
    const isSeen = seen.has(model.id)
    seen.add(model.id)
    return isSeen
      ? [faultAt([...path, 'models', at, 'id'], 'It is there twice.', 'Give each model an id of its own.')]
      : []
  })
  return isTwice
    ? [faultAt([...path, 'id'], 'It is there twice.', 'Give each partner an id of its own.'), ...twice]
    : twice
}

function findEvidenceFaults({ terms }: StatedPartner, days: number, path: Path): ConfigFault[] {
  const faults: ConfigFault[] = []
  if (terms.basis !== 'self-hosted' && terms.evidence.url === undefined)
    faults.push(faultAt([...path, 'url'], 'It is missing.', 'Write the https address where the terms stand.'))
  if (days < -1)
    faults.push(
      faultAt([...path, 'checkedOn'], 'It is a day to come.', 'Write the day on which you read the terms.'),
    )
  if (days > partnerTerms.evidenceMaximumDays)
    faults.push(
      faultAt(
        [...path, 'checkedOn'],
        `It is over ${partnerTerms.evidenceMaximumDays} days ago.`,
        'Read the terms again, mend what has changed, and write the day of today.',
      ),
    )
  return faults
}

function findModelFaults(partner: StatedPartner, model: StatedModel, path: Path): ConfigFault[] {
  const faults: ConfigFault[] = []
  if (!model.id.startsWith(`${partner.id}/`))
    faults.push(
      faultAt(
        [...path, 'id'],
        'It does not begin with its partner.',
        'Begin it with the id of its partner and a slash.',
      ),
    )
  if (model.takesMask && model.maximumReferences === 0)
    faults.push(
      faultAt(
        [...path, 'takesMask'],
        'A mask needs a picture to lie on.',
        'Write false, or take references.',
      ),
    )
  if (new Set(model.qualities).size !== model.qualities.length)
    faults.push(faultAt([...path, 'qualities'], 'One is there twice.', 'Write each once.'))
  const { credits } = model
  if (typeof credits !== 'number' && !isSameSet(Object.keys(credits), model.qualities))
    faults.push(
      faultAt(
        [...path, 'credits'],
        'They are not for its qualities.',
        'Write one number, or one for each of its qualities and no other.',
      ),
    )
  return faults
}

const isSameSet = (some: readonly string[], others: readonly string[]) =>
  others.length > 0 && some.length === others.length && some.every((one) => others.includes(one))
