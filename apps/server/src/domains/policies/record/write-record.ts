import type { ProcessingEntry, RecordOfProcessing } from './make-record.ts'

/** The record as text to read, with the letters of GDPR 30(1). */
export function writeRecord(record: RecordOfProcessing): string {
  const { controller, processing, transfers, security, policyVersion } = record
  return [
    'RECORD OF PROCESSING ACTIVITIES (GDPR 30(1))',
    `Policies: version ${policyVersion}`,
    '',
    '(a) Controller',
    `    ${controller.name}, ${controller.address}`,
    ...(controller.contact === undefined ? [] : [`    ${controller.contact}`]),
    ...controller.representatives.map(
      (one) => `    Representative (${one.for}): ${one.name}, ${one.address}, ${one.email}`,
    ),
    '',
    ...processing.flatMap(writeEntry),
    '(e) Transfers to other countries',
    ...(transfers.length === 0 ? ['    none'] : []),
    ...transfers.map(({ to, of, ground }) => `    ${to}: ${of}. Ground: ${ground}`),
    '',
    '(g) Security',
    ...security.map((measure) => `    ${measure}`),
    '',
  ].join('\n')
}

const writeEntry = (entry: ProcessingEntry, index: number): string[] => [
  `${index + 1}. ${entry.id}`,
  `    (b) Purpose: ${entry.purpose}`,
  `        GDPR ${entry.legalBasis.gdpr}, PIPL ${entry.legalBasis.pipl}: ${entry.legalBasis.because}`,
  `    (c) People: ${entry.subjects.join('; ')}`,
  ...entry.holdings.flatMap(({ data, until, places }) => [
    `    (c) Data: ${data.join('; ')}`,
    `        In: ${places.join(', ')}`,
    `    (f) Until: ${until}`,
  ]),
  `    (d) Recipients: ${entry.recipients.join(' ')}`,
  '',
]
