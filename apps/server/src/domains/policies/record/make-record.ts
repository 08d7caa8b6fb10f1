import { categories } from '#policies/categories.ts'
import { purposes } from '#policies/purposes.ts'
import { recipientClasses } from '#policies/recipients.ts'
import { retentions } from '#policies/retention.ts'
import { Filler } from '../documents/fill.ts'
import { leavingPartners, type PolicyFacts } from '../facts.ts'
import { catalogues } from '../texts/catalogue.ts'
import { type Processing, recordProcessing } from './record-processing.ts'

/** The record of processing activities that GDPR 30(1) asks for; its letters stand beside its fields. */
export interface RecordOfProcessing {
  policyVersion: number
  /** (a) */
  controller: {
    name: string
    address: string
    contact?: string
    representatives: readonly { for: string; name: string; address: string; email: string }[]
  }
  processing: readonly ProcessingEntry[]
  /** (e) */
  transfers: readonly { to: string; of: string; ground: string }[]
  /** (g) */
  security: readonly string[]
}

export interface ProcessingEntry {
  id: string
  /** (b) */
  purpose: string
  legalBasis: { gdpr: string; pipl: string; because: string }
  /** (c) */
  subjects: readonly string[]
  /** (c) and (f): what is kept, how long, and in which tables, objects, cookies or logs. */
  holdings: readonly { data: readonly string[]; until: string; places: readonly string[] }[]
  /** (d) */
  recipients: readonly string[]
}

/** Made of the inventory and of this installation's settings; nothing in it is written by hand. */
export function makeRecord(facts: PolicyFacts): RecordOfProcessing {
  const { operator, kept } = facts
  const filler = new Filler(facts, 'en')
  const { securityMeasures } = catalogues.en
  return {
    policyVersion: kept.number,
    controller: {
      name: operator.name,
      address: operator.address ?? operator.place,
      ...(operator.privacyEmail === undefined ? {} : { contact: operator.privacyEmail }),
      representatives: [
        ...(operator.euRepresentative === undefined ? [] : [{ for: 'EU', ...operator.euRepresentative }]),
        ...(operator.ukRepresentative === undefined ? [] : [{ for: 'UK', ...operator.ukRepresentative }]),
      ],
    },
    processing: recordProcessing().map((processing) => present(processing, filler)),
    transfers: listTransfers(facts),
    security: securityMeasures.map((measure) => filler.text(measure)),
  }
}

function present(processing: Processing, filler: Filler): ProcessingEntry {
  const { purpose, subjects, holdings, recipients } = processing
  const { sentence, gdpr, pipl, because } = purposes[purpose]
  return {
    id: purpose,
    purpose: sentence.en,
    legalBasis: { gdpr, pipl, because: because.en },
    subjects: subjects.map((subject) => catalogues.en.labels.subjects[subject]),
    holdings: holdings.map(({ categories: held, retention, places }) => ({
      data: held.map((category) => categories[category].sentence.en),
      until: filler.text(retentions[retention].en),
      places,
    })),
    recipients: recipients.map((id) => recipientClasses[id].sentence.en),
  }
}

function listTransfers(facts: PolicyFacts): RecordOfProcessing['transfers'] {
  const { operator } = facts
  const { transfers, partner } = catalogues.en.labels
  const ground = operator.transferMechanism ?? partner.noTransfer
  return [
    ...operator.staffCountries.map((to) => ({ to, of: transfers.facts, ground })),
    ...leavingPartners(facts).map(({ name, terms }) => ({
      to: `${name}, ${terms.region}`,
      of: transfers.content,
      ground: terms.transferMechanism ?? partner.noTransfer,
    })),
  ]
}
