import * as z from 'zod'

/*
 * The file in which an operator says who they are. Each description says what to write: it stands in the JSON Schema that
 * editors complete by, and in the sentence about a value that cannot be used.
 */

const text = (most: number) => z.string().trim().min(1).max(most)
const email = (what: string) => z.email().max(254).describe(`The e-mail address for ${what}.`)
const country = z
  .string()
  .refine(isCountry)
  .describe('A country as two capital letters of ISO 3166-1, such as CN.')
const representative = (where: string) =>
  z
    .strictObject({
      name: text(120).describe('The name of the representative.'),
      address: text(300).describe('The postal address of the representative, in one line.'),
      email: email('the representative'),
    })
    .optional()
    .describe(
      `Who represents you in ${where}, with name, address and email; needed where you serve people there from outside.`,
    )

export const operatorFileSchema = z.strictObject({
  brand: text(60).describe('What the service is called, such as GPTImage.ai.'),
  name: text(120).describe('The full name of the person or firm that answers for the service.'),
  place: text(120).describe('Where you are, such as Shenzhen, China.'),
  country,
  address: text(300).describe('Your postal address in one line.'),
  privacyEmail: email('questions of privacy and uses of rights'),
  securityEmail: email('reports of weaknesses'),
  serves: z
    .strictObject({
      eu: z
        .boolean()
        .describe('true or false: whether you offer the service to people in the European Union.'),
      uk: z
        .boolean()
        .describe('true or false: whether you offer the service to people in the United Kingdom.'),
    })
    .describe('To whom you offer the service: eu and uk, each true or false.'),
  euRepresentative: representative('the European Union (GDPR 27)'),
  ukRepresentative: representative('the United Kingdom (UK GDPR 27)'),
  governingLaw: text(200).describe(
    'The law of the terms, such as the laws of the People’s Republic of China.',
  ),
  host: z
    .strictObject({
      name: text(120).describe('Who provides the computers; your own name where they are yours.'),
      country,
    })
    .describe('Who provides the computers, with name and country.'),
  mailFrom: z
    .email()
    .max(254)
    .optional()
    .describe('The address that mails are from, such as hello@example.org; needed with SMTP_URL.'),
  mailCarrier: z
    .strictObject({
      name: text(120).describe('Who runs the mail server at SMTP_URL; your own name where it is yours.'),
      country,
    })
    .optional()
    .describe('Who carries your mail, with name and country; needed with SMTP_URL.'),
  staffCountries: z
    .array(country)
    .min(1)
    .max(30)
    .describe('The countries from where your people reach the machines or the books, such as [CN].'),
  transferMechanism: text(300)
    .optional()
    .describe(
      'On what ground account facts may be seen from outside Europe, such as SCC 2021/914 with the assessment of DATE; needed where you serve people in Europe from outside.',
    ),
  logDays: z
    .int()
    .min(0)
    .max(180)
    .describe('Whole days for which you keep the lines that the server writes, 0 to 180.'),
  transparency: z
    .strictObject({
      since: z.iso.date().describe('The day since which you count, as YYYY-MM-DD.'),
    })
    .describe('Since when you count requests of authorities and takeovers, which are entered at /operator.'),
})

export type OperatorFile = z.output<typeof operatorFileSchema>

function isCountry(code: string): boolean {
  if (!/^[A-Z]{2}$/.test(code)) return false
  // Where there is no such country its name is its code.
  return new Intl.DisplayNames(['en'], { type: 'region' }).of(code) !== code
}

/** For editors; also published as docs/operator-file.schema.json. */
export const operatorFileJsonSchema = () => ({
  title: 'OPERATOR_FILE of GPTImage',
  ...z.toJSONSchema(operatorFileSchema, { io: 'input' }),
})
