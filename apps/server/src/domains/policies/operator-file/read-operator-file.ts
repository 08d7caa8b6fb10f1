import {
  type ConfigFault,
  ConfigFaults,
  describeIssue,
  faultAt,
  readYaml,
  type SettingsFile,
} from '#server/config/index.ts'
import type { Operator } from '../operator.ts'
import { operatorFileJsonSchema, operatorFileSchema, type OperatorFile } from './operator-file-schema.ts'

const file: SettingsFile = {
  variable: 'OPERATOR_FILE',
  jsonSchema: operatorFileJsonSchema(),
  mend: 'Write who you are, as docs/operator.example.yaml shows.',
}

/** The European Economic Area: whoever is established there needs no representative in it. GDPR 27, EEA Agreement. */
const economicArea: ReadonlySet<string> = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
)

/**
 * Reads who runs this installation.
 *
 * @throws ConfigFaults with every fault, its place, its cause and its mend
 */
export function readOperatorFile(text: string): Operator {
  const parsed = operatorFileSchema.safeParse(readYaml(file, text), { reportInput: true })
  if (!parsed.success)
    throw new ConfigFaults(parsed.error.issues.flatMap((issue) => describeIssue(file, issue)))
  const faults = findContradictions(parsed.data)
  if (faults.length > 0) throw new ConfigFaults(faults)
  return toOperator(parsed.data)
}

/** What has to be known of whoever sends mail. @throws ConfigFaults with what is missing */
export function requireMailFacts({
  mailFrom,
  mailCarrier,
}: Operator): Required<Pick<Operator, 'mailFrom' | 'mailCarrier'>> {
  const missing = (place: string, mend: string) =>
    faultAt(file, [place], { cause: 'It is missing, and SMTP_URL is set.', mend })
  const faults = [
    ...(mailFrom === undefined
      ? [missing('mailFrom', 'Write the address that mails are from, or leave SMTP_URL out.')]
      : []),
    ...(mailCarrier === undefined
      ? [
          missing(
            'mailCarrier',
            'Write name and country of whoever runs the mail server, or leave SMTP_URL out.',
          ),
        ]
      : []),
  ]
  if (mailFrom === undefined || mailCarrier === undefined) throw new ConfigFaults(faults)
  return { mailFrom, mailCarrier }
}

/** What each value for itself does not show. */
function findContradictions(stated: OperatorFile): ConfigFault[] {
  const { serves, country, staffCountries } = stated
  const missing = (place: string, cause: string, mend: string) => faultAt(file, [place], { cause, mend })
  const isOutside = !economicArea.has(country)
  const isSeenOutside = [country, ...staffCountries].some((one) => !economicArea.has(one))
  return [
    ...(serves.eu && isOutside && stated.euRepresentative === undefined
      ? [
          missing(
            'euRepresentative',
            'It is missing, and you serve people in the European Union from outside.',
            'Appoint a representative there (GDPR 27) and write name, address and email, or write serves.eu: false.',
          ),
        ]
      : []),
    ...(serves.uk && country !== 'GB' && stated.ukRepresentative === undefined
      ? [
          missing(
            'ukRepresentative',
            'It is missing, and you serve people in the United Kingdom from outside.',
            'Appoint a representative there (UK GDPR 27) and write name, address and email, or write serves.uk: false.',
          ),
        ]
      : []),
    ...((serves.eu || serves.uk) && isSeenOutside && stated.transferMechanism === undefined
      ? [
          missing(
            'transferMechanism',
            'It is missing, and account facts of people in Europe can be seen from outside.',
            'Write the ground, such as SCC 2021/914 with the assessment of DATE.',
          ),
        ]
      : []),
  ]
}

/** Of what is optional only what is there. */
function toOperator(stated: OperatorFile): Operator {
  const { euRepresentative, ukRepresentative, transferMechanism, serves, mailFrom, mailCarrier, ...rest } =
    stated
  return {
    ...rest,
    isStandIn: false,
    ...(serves.eu && euRepresentative !== undefined ? { euRepresentative } : {}),
    ...(serves.uk && ukRepresentative !== undefined ? { ukRepresentative } : {}),
    ...(transferMechanism === undefined ? {} : { transferMechanism }),
    ...(mailFrom === undefined ? {} : { mailFrom }),
    ...(mailCarrier === undefined ? {} : { mailCarrier }),
  }
}
