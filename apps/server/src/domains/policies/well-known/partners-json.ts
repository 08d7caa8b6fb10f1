import type { PartnerDescription } from '#partner-spec'
import { partnerTerms } from '#policies/partner-terms.ts'
import type { PolicyFacts } from '../facts.ts'

/** Every enabled partner with its terms as the operator states them. Times in seconds. */
export const makePartnersJson = ({ partners, kept }: PolicyFacts): object => ({
  policyVersion: kept.number,
  longestRetentionSeconds: partnerTerms.longestRetentionSeconds,
  partners: partners.map(describe),
})

const describe = ({ id, name, terms, leavesInstallation, models }: PartnerDescription) => ({
  id,
  name,
  leavesInstallation,
  region: terms.region,
  retentionSeconds: {
    inputs: terms.inputRetentionSeconds,
    outputs: terms.outputRetentionSeconds,
    logs: terms.logRetentionSeconds,
  },
  trainsOnContent: terms.trainsOnContent,
  onwardRecipients: terms.onwardRecipients,
  deletion: terms.deletion,
  minimumAge: terms.minimumAge,
  transferMechanism: terms.transferMechanism ?? null,
  basis: terms.basis,
  evidence: { url: terms.evidence.url ?? null, checkedOn: terms.evidence.checkedOn },
  models: models.map((model) => model.id),
})
