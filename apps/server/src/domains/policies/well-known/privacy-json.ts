import { categories } from '#policies/categories.ts'
import { deadlineDays } from '#policies/deadlines.ts'
import { partnerTerms } from '#policies/partner-terms.ts'
import { type Purpose, purposes } from '#policies/purposes.ts'
import { recipientClasses } from '#policies/recipients.ts'
import { retentionSeconds, retentions } from '#policies/retention.ts'
import { rights } from '#policies/rights.ts'
import { Filler } from '../documents/fill.ts'
import { leavingPartners, minimumAge, type PolicyFacts } from '../facts.ts'
import { type Holding, type Processing, recordProcessing } from '../record/record-processing.ts'

/** The nearest purpose of the vocabulary. @see https://w3id.org/dpv (2.3, read 2026-11-24) */
const dpvPurposes: Readonly<Record<Purpose, string>> = {
  'content-processing': 'dpv:RequestedServiceProvision',
  'sign-in': 'dpv:IdentityAuthentication',
  age: 'dpv:AgeVerification',
  security: 'dpv:EnforceSecurity',
  credits: 'dpv:RecordManagement',
  'disclosure-ledger': 'dpv:LegalCompliance',
  'early-deletion': 'dpv:LegalCompliance',
  'recipient-choice': 'dpv:ConsentManagement',
  mail: 'dpv:CommunicationManagement',
  analytics: 'dpv:ServiceUsageAnalytics',
  marketing: 'dpv:DirectMarketing',
  rights: 'dpv:RightsFulfilment',
  correspondence: 'dpv:CommunicationManagement',
  'safety-reports': 'dpv:LegalCompliance',
  erasure: 'dpv:LegalCompliance',
  'pseudonymous-books': 'dpv:RecordManagement',
  accountability: 'dpv:LegalCompliance',
  operation: 'dpv:ServiceOptimisation',
  sweep: 'dpv:LegalCompliance',
}

const context = {
  dpv: 'https://w3id.org/dpv#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
  dct: 'http://purl.org/dc/terms/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const

/** The policy in the Data Privacy Vocabulary of the W3C, as JSON-LD. Durations are ISO 8601, and figures also seconds. */
export function makePrivacyJson(facts: PolicyFacts): object {
  const filler = new Filler(facts, 'en')
  const { operator, publicUrl, kept, receiptKey, auditKey } = facts
  const at = (fragment: string) => `${publicUrl.origin}/.well-known/privacy.json#${fragment}`
  return {
    '@context': context,
    '@id': `${publicUrl.origin}/privacy`,
    '@type': 'dpv:PrivacyNotice',
    'dct:title': `Privacy policy of ${operator.brand}`,
    'dct:hasVersion': String(kept.number),
    'dct:issued': { '@type': 'xsd:date', '@value': kept.publishedOn },
    'dct:valid': { '@type': 'xsd:date', '@value': kept.inForceOn },
    'dpv:hasDataController': {
      '@id': at('controller'),
      '@type': 'dpv:DataController',
      'dpv:hasName': operator.name,
      'dpv:hasAddress': operator.address ?? operator.place,
      ...(operator.privacyEmail === undefined ? {} : { 'dpv:hasContact': `mailto:${operator.privacyEmail}` }),
      ...(operator.country === undefined ? {} : { 'dpv:hasCountry': operator.country }),
      ...(operator.euRepresentative === undefined
        ? {}
        : {
            'dpv:hasRepresentative': { '@type': 'dpv:Representative', ...nameOf(operator.euRepresentative) },
          }),
    },
    'dpv:hasProcess': recordProcessing().map((processing) => describe(processing, { filler, at })),
    'dpv:hasRight': Object.entries(rights).map(([id, { gdpr, sentence }]) => ({
      '@id': `eu-gdpr:A${gdpr}`,
      '@type': 'dpv:DataSubjectRight',
      'dct:identifier': id,
      'dct:description': sentence.en,
    })),
    'dpv:hasTechnicalOrganisationalMeasure': [
      { '@type': 'dpv:EncryptionAtRest' },
      { '@type': 'dpv:EncryptionInTransfer' },
      { '@type': 'dpv:Pseudonymisation' },
      { '@type': 'dpv:AccessControlMethod' },
    ],
    figures: {
      retentionSeconds,
      deadlineDays,
      partnerRetentionSeconds: partnerTerms.longestRetentionSeconds,
      minimumAgeYears: minimumAge(facts),
    },
    ...(receiptKey === undefined ? {} : { receiptSigningKey: toJwk(receiptKey) }),
    ...(auditKey === undefined ? {} : { auditSigningKey: toJwk(auditKey) }),
    training: false,
    partners: `${publicUrl.origin}/.well-known/partners.json`,
    partnerCount: leavingPartners(facts).length,
  }
}

/** @see RFC 8037, section 2 */
const toJwk = (x: string) => ({ kty: 'OKP', crv: 'Ed25519', use: 'sig', x })

const nameOf = ({ name, address, email }: { name: string; address: string; email: string }) => ({
  'dpv:hasName': name,
  'dpv:hasAddress': address,
  'dpv:hasContact': `mailto:${email}`,
})

interface Writing {
  filler: Filler
  at(fragment: string): string
}

function describe({ purpose, holdings, recipients }: Processing, writing: Writing): object {
  const { sentence, gdpr, pipl, because } = purposes[purpose]
  return {
    '@id': writing.at(`process-${purpose}`),
    '@type': 'dpv:Process',
    'dct:identifier': purpose,
    'dpv:hasPurpose': { '@type': dpvPurposes[purpose], 'dct:description': sentence.en },
    'dpv:hasLegalBasis': [
      {
        '@id': `eu-gdpr:A${gdpr.replaceAll(/[()]+/g, '-').replace(/-$/, '')}`,
        'dct:description': because.en,
      },
      { 'dct:description': `PIPL Article ${pipl}` },
    ],
    'dpv:hasRecipient': recipients.map((id) => ({
      '@id': writing.at(`recipient-${id}`),
      '@type': 'dpv:Recipient',
      'dct:description': recipientClasses[id].sentence.en,
    })),
    'dpv:hasPersonalDataHandling': holdings.map((holding) => describeHolding(holding, writing.filler)),
  }
}

function describeHolding({ retention, categories: held }: Holding, filler: Filler): object {
  const figures: Readonly<Record<string, number>> = retentionSeconds
  const seconds = figures[retention]
  return {
    '@type': 'dpv:PersonalDataHandling',
    'dpv:hasPersonalData': held.map((id) => ({
      'dct:identifier': id,
      'dct:description': categories[id].sentence.en,
    })),
    'dpv:hasStorageCondition': {
      '@type': 'dpv:StorageDuration',
      'dct:identifier': retention,
      'dct:description': filler.text(retentions[retention].en),
      ...(seconds === undefined
        ? {}
        : { 'dpv:hasDuration': { '@type': 'xsd:duration', '@value': `PT${seconds}S` } }),
    },
  }
}
