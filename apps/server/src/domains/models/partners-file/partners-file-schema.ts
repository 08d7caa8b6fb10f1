import * as z from 'zod'
import { promptLimitBytes, mostReferences, qualities } from '#contract'

/*
 * The file in which an operator states partners, their terms and their models. Each description says what to write: it
 * stands in the JSON Schema that editors complete by, and in the sentence about a value that cannot be used.
 */

const seconds = (what: string) =>
  z.int().min(0).describe(`Whole seconds for which the partner keeps ${what}; 0 for nothing kept.`)
const text = (most: number) => z.string().trim().min(1).max(most)
const dollars = (what: string) => z.number().min(0).max(10_000).describe(`US dollars for ${what}.`)
const day = z.iso.date().describe('A day as YYYY-MM-DD.')

const evidence = z
  .strictObject({
    url: z
      .url({ protocol: /^https$/ })
      .optional()
      .describe(
        'The https address of the page or contract that says so; needed unless the server is your own.',
      ),
    checkedOn: day.describe('The day on which you read it, as YYYY-MM-DD; it lasts 180 days.'),
  })
  .describe('How you know the terms: where they stand and when you read them.')

const terms = z
  .strictObject({
    inputRetentionSeconds: seconds('prompts and uploads'),
    outputRetentionSeconds: seconds('results'),
    logRetentionSeconds: seconds('logs with content, abuse monitoring included'),
    trainsOnContent: z.boolean().describe('true or false: whether the partner trains on what it is sent.'),
    onwardRecipients: z
      .array(
        z.strictObject({
          name: text(100).describe('Who receives content from the partner.'),
          role: z
            .enum(['processor', 'controller'])
            .describe(
              'processor where it works for the partner under the same terms; controller where it decides itself, and then the partner cannot be used.',
            ),
        }),
      )
      .max(20)
      .describe('Those it passes content on to, each as name and role; [] for none.'),
    region: text(60).describe('Where it processes, such as EU or US.'),
    transferMechanism: text(200)
      .optional()
      .describe(
        'On what ground content may go there, such as SCC 2021/914 module 2; left out where it need not leave.',
      ),
    minimumAge: z
      .int()
      .min(0)
      .max(120)
      .describe('The years its terms ask of a user; the sign-in asks for them.'),
    deletion: z
      .enum(['none', 'in-writing', 'api'])
      .describe(
        'none; in-writing where it deletes when you write to it; api where it has a call that deletes.',
      ),
    basis: z
      .enum(['contract', 'documentation', 'self-hosted'])
      .describe('How you know: contract, documentation, or self-hosted for a server of your own.'),
    evidence,
  })
  .describe('What the partner does with what it is sent. All of it must be stated.')

const size = z
  .string()
  .regex(/^[1-9]\d{1,4}x[1-9]\d{1,4}$/)
  .describe('A size in pixels as WIDTHxHEIGHT, such as 1024x1024.')

const credits = z.int().min(0).max(100_000)

const prices = z
  .discriminatedUnion('unit', [
    z.strictObject({
      unit: z.literal('token'),
      textInput: dollars('a million tokens of text'),
      imageInput: dollars('a million tokens of uploaded pictures'),
      imageOutput: dollars('a million tokens of results'),
      textOutput: dollars('a million tokens of text in results').optional(),
      checkedOn: day,
    }),
    z.strictObject({
      unit: z.literal('image'),
      perImage: dollars('a picture'),
      perImageByQuality: z.partialRecord(z.enum(qualities), dollars('a picture of a quality')).optional(),
      checkedOn: day,
    }),
    z.strictObject({
      unit: z.literal('billable-unit'),
      perUnit: dollars('what fal counts and tells with each result, a megapixel mostly'),
      checkedOn: day,
    }),
  ])
  .describe('The partner’s own prices, by unit: token, image or billable-unit; for your figures only.')

const model = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z\d-]{0,31}\/[a-z\d][a-z\d.-]{0,62}$/)
    .describe('The partner’s id, a slash and a name, such as openai/gpt-image-2; it never changes.'),
  wireName: text(120).describe('What the partner calls the model.'),
  name: text(60).describe('What people read.'),
  sizes: z.array(size).min(1).max(64).describe('A list of sizes; the first is the usual one.'),
  maximumCount: z.int().min(1).max(10).describe('How many pictures one request may ask for, 1 to 10.'),
  maximumReferences: z
    .int()
    .min(0)
    .max(mostReferences)
    .describe(`How many pictures of one’s own it takes, 0 to ${mostReferences}.`),
  takesMask: z.boolean().describe('true or false: whether a mask says what is drawn anew.'),
  transparentBackground: z.boolean().describe('true or false: whether it can draw without a background.'),
  qualities: z
    .array(z.enum(qualities))
    .max(3)
    .describe('Of low, medium, high, cheapest first; [] for no choice.'),
  sendsPartials: z.boolean().describe('true or false: whether it streams early states.'),
  promptMaximumBytes: z
    .int()
    .min(1)
    .max(promptLimitBytes)
    .describe(`The longest prompt in bytes of UTF-8, up to ${promptLimitBytes}.`),
  usualSeconds: z.number().min(0).max(3_600).describe('How long one picture usually takes, in seconds.'),
  credits: z
    .union([credits, z.partialRecord(z.enum(qualities), credits)])
    .describe('Credits for one picture: a whole number, or one for each of its qualities.'),
  asksForBase64: z
    .boolean()
    .default(false)
    .describe(
      'true for compatible servers that answer with addresses unless asked for bytes; false for OpenAI.',
    ),
  takesSeed: z.boolean().default(false).describe('true for fal-queue models that take a seed; else false.'),
  referencesField: z
    .enum(['image_url', 'image_urls'])
    .optional()
    .describe(
      'fal-queue: the field in which it takes pictures, image_url for one or image_urls for several.',
    ),
  editWireName: text(120)
    .optional()
    .describe(
      'fal-queue: what the partner calls the model when it is given pictures, where that is another name.',
    ),
  prices: prices.optional(),
})

const address = z.string().refine(isPartnerAddress)
const keyVariable = z.string().regex(/^[A-Z][A-Z\d_]{0,60}_API_KEY$/)

const partner = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z\d-]{0,31}$/)
    .refine((id) => id !== 'builtin')
    .describe('A short name of small letters, digits and hyphens, such as openai; not builtin.'),
  name: text(60).describe('What people read: who receives what they send.'),
  dialect: z
    .enum(['openai-images', 'fal-queue'])
    .describe('How it is spoken to: openai-images or fal-queue.'),
  baseUrl: address.describe(
    'The https address below which its routes lie, such as https://api.openai.com/v1/; http on loopback only.',
  ),
  apiKey: keyVariable
    .optional()
    .describe(
      'The name of the variable that holds its key, ending in _API_KEY; left out for a server that wants none.',
    ),
  deletionCall: z
    .strictObject({
      baseUrl: address.describe(
        'The https address below which it deletes, such as https://api.fal.ai/v1/; http on loopback only.',
      ),
      apiKey: keyVariable.describe(
        'The name of the variable that holds the key that may delete, an administrator’s, ending in _API_KEY.',
      ),
    })
    .optional()
    .describe(
      'fal-queue: where it is asked to delete, and with which key; needed when terms.deletion is api.',
    ),
  resultHosts: z
    .array(z.string().regex(/^(?:[a-z\d-]+\.)+[a-z]{2,24}$|^127\.0\.0\.1:\d{1,5}$/))
    .max(8)
    .default([])
    .describe(
      'fal-queue: hosts at which results may lie that do not come within answers, such as v3.fal.media; left out for none.',
    ),
  slots: z.int().min(1).max(1_000).describe('How many generations it runs at once, over all your servers.'),
  terms,
  models: z.array(model).min(1).max(100).describe('A list of models.'),
})

export const partnersFileSchema = z.strictObject({
  partners: z.array(partner).max(50).describe('A list of partners.'),
})

export type PartnersFile = z.output<typeof partnersFileSchema>
export type StatedPartner = PartnersFile['partners'][number]
export type StatedModel = StatedPartner['models'][number]

/** TLS, or a server on this machine; nothing in the address but where it is. */
function isPartnerAddress(written: string): boolean {
  if (!URL.canParse(written)) return false
  const { protocol, hostname, username, password, search, hash } = new URL(written)
  const isLoopback = /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\]|localhost)$/.test(hostname)
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopback)
  return isSafe && [username, password, search, hash].every((part) => part === '')
}

/** For editors; also published as docs/partners-file.schema.json. */
export const partnersFileJsonSchema = () => ({
  title: 'PARTNERS_FILE of GPTImage',
  ...z.toJSONSchema(partnersFileSchema, { io: 'input' }),
})
