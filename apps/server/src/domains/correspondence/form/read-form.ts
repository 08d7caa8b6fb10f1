import type { ErrorCode } from '#contract'
import { type Confirmation, confirmations, type Letter } from '../letter.ts'
import type { ReportKind } from '../kinds.ts'

/** Most characters (UTF-16, as a browser counts them) that each field takes. */
export const longest = { words: 4_000, name: 200, replyTo: 254, accountEmail: 254 } as const
/** Every field at its longest, each character in nine bytes as a form sends them, and the rest. */
export const longestFormBytes = 64 * 1024

export type FieldName = keyof typeof longest | 'kind' | Confirmation
export type FormCode = Extract<ErrorCode, `correspondence/${string}`>

/** What is wrong, by the field it is wrong in. */
export type FieldFaults = ReadonlyMap<FieldName, FormCode>

/** A form as it came: what is shown again when something in it is wrong. */
export interface FormFields {
  token: string
  /** A field that nobody sees. */
  trap: string
  kind: string
  words: string
  name: string
  replyTo: string
  accountEmail: string
  confirmed: readonly Confirmation[]
}

export const emptyForm: FormFields = {
  token: '',
  trap: '',
  kind: '',
  words: '',
  name: '',
  replyTo: '',
  accountEmail: '',
  confirmed: [],
}

export function readFields(form: URLSearchParams): FormFields {
  // A field that comes twice was not sent by our page.
  const one = (name: string) => (form.getAll(name).length === 1 ? (form.get(name) ?? '') : '')
  return {
    token: one('form'),
    trap: form.getAll('website').join(''),
    kind: one('kind'),
    words: plainText(one('words')).trim(),
    name: oneLine(one('name')),
    replyTo: oneLine(one('replyTo')),
    accountEmail: oneLine(one('accountEmail')),
    confirmed: confirmations.filter((name) => one(name) === 'yes'),
  }
}

/** Lines end with LF; of the other control characters only the tab is text. */
const plainText = (text: string) => text.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n\t]/gu, '')
const oneLine = (text: string) => plainText(text).replaceAll(/\s+/g, ' ').trim()

/** Whether mail can be addressed so. */
type JudgeAddress = (text: string) => boolean

/** What a message lacks. */
export function findMessageFaults(
  fields: FormFields,
  kind: string | undefined,
  isMailAddress: JudgeAddress,
): FieldFaults {
  return gather([
    ['kind', kind === undefined ? 'correspondence/kind-missing' : undefined],
    ...textFaults(fields, isMailAddress),
  ])
}

/** What a report lacks: of an intimate image the law asks for a name as signature, an address and two confirmations. */
export function findReportFaults(
  fields: FormFields,
  kind: ReportKind | undefined,
  isMailAddress: JudgeAddress,
): FieldFaults {
  const isIntimate = kind === 'intimate-image'
  const lacks = (confirmation: Confirmation) => !fields.confirmed.includes(confirmation)
  return gather([
    ['kind', kind === undefined ? 'correspondence/kind-missing' : undefined],
    ['name', isIntimate && fields.name === '' ? 'correspondence/name-missing' : undefined],
    ['replyTo', isIntimate && fields.replyTo === '' ? 'correspondence/address-missing' : undefined],
    ['no-consent', isIntimate && lacks('no-consent') ? 'correspondence/not-confirmed' : undefined],
    ['is-true', lacks('is-true') ? 'correspondence/not-confirmed' : undefined],
    ...textFaults(fields, isMailAddress),
  ])
}

type Found = readonly (readonly [FieldName, FormCode | undefined])[]

const gather = (found: Found): FieldFaults =>
  new Map(found.flatMap(([field, code]) => (code === undefined ? [] : [[field, code] as const])))

function textFaults(fields: FormFields, isMailAddress: JudgeAddress): Found {
  const texts = ['words', 'name', 'replyTo', 'accountEmail'] as const
  return [
    ['words', fields.words === '' ? 'correspondence/words-missing' : undefined],
    ...(['replyTo', 'accountEmail'] as const).map((name) => {
      const isTested = fields[name] !== '' && fields[name].length <= longest[name]
      const isWrong = isTested && !isMailAddress(fields[name])
      return [name, isWrong ? 'correspondence/address-invalid' : undefined] as const
    }),
    ...texts.map((name) => {
      const isLonger = fields[name].length > longest[name]
      return [name, isLonger ? 'correspondence/too-long' : undefined] as const
    }),
  ]
}

/** What is kept of a message without faults. */
export const messageOf = ({ words, replyTo }: FormFields): Letter => ({
  words,
  ...(replyTo === '' ? {} : { replyTo }),
  confirmed: [],
})

/** What is kept of a report without faults: of a field that another kind shows, nothing. */
export function reportOf(fields: FormFields, kind: ReportKind): Letter {
  const { words, name, replyTo, accountEmail, confirmed } = fields
  return {
    words,
    ...(replyTo === '' ? {} : { replyTo }),
    ...(name === '' ? {} : { name }),
    ...(accountEmail === '' || kind !== 'child-account' ? {} : { accountEmail }),
    confirmed: kind === 'intimate-image' ? confirmed : confirmed.filter((one) => one === 'is-true'),
  }
}
