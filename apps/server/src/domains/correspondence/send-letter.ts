import {
  createRateLimit,
  formHeaders,
  type RequestContext,
  type RouteResult,
  toErrorAnswer,
} from '#server/http/index.ts'
import { AppError } from '#server/kernel/app-error.ts'
import { type FormName, issueToken, judgeToken, type TokenVerdict } from './form/form-token.ts'
import {
  emptyForm,
  type FieldFaults,
  type FormCode,
  type FormFields,
  longestFormBytes,
  readFields,
} from './form/read-form.ts'
import type { LetterReceipt } from './keep-letter.ts'
import type { FormView } from './pages/render-fields.ts'
import type { CorrespondenceParts } from './parts.ts'

/** One of the two forms, with what it does when nothing is wrong. */
export interface LetterForm {
  name: FormName
  limit: ReturnType<typeof createLetterLimit>
  /** What is wrong in the fields, or how they are kept and what is said then. */
  read(
    fields: FormFields,
  ): { faults: FieldFaults } | { keep: KeepForm; renderReceipt(receipt: LetterReceipt): string }
  render(view: FormView): string
}

/** Undefined when other words were sent with this form before. */
type KeepForm = (formIndex: Buffer) => Promise<LetterReceipt | undefined>

type SendContext = RequestContext<'sendMessage' | 'sendReport'>

/** A few at once, and then one in two minutes: many people are of one network. */
export const createLetterLimit = () => createRateLimit({ burst: 6, perSecond: 1 / 120 })

const noFaults: FieldFaults = new Map()

export const showForm = (parts: CorrespondenceParts, form: LetterForm): RouteResult => ({
  html: form.render({ fields: { ...emptyForm, token: issueToken(parts, form.name) }, faults: noFaults }),
  headers: formHeaders,
})

/** Takes what was sent with a form. What is refused is shown again as it was written, with what to do about it. */
export async function takeForm(
  parts: CorrespondenceParts,
  form: LetterForm,
  context: SendContext,
): Promise<RouteResult> {
  const fields = readFields(await context.readForm(longestFormBytes))
  const token = judgeToken(parts, form.name, fields.token)
  const read = form.read(fields)
  const faults = 'faults' in read ? read.faults : noFaults
  const refuse = (problem?: FormCode, pauseSeconds?: number) =>
    refuseForm(parts, form, { context, fields, faults, token, problem, pauseSeconds })
  if (!token.isGood) return refuse(`correspondence/${token.why}`)
  if (fields.trap !== '') return refuse('correspondence/field-hidden')
  if ('faults' in read) return refuse()
  const pauseSeconds = findPause(form.limit, context.network)
  if (pauseSeconds !== undefined) return refuse('correspondence/too-many', pauseSeconds)
  const receipt = await read.keep(token.formIndex)
  if (receipt === undefined) return refuse('correspondence/form-used')
  return { html: read.renderReceipt(receipt), headers: formHeaders }
}

/** How many seconds this network has to wait; undefined when it need not. */
export function findPause(limit: ReturnType<typeof createLetterLimit>, network: string): number | undefined {
  try {
    limit.take(network)
    return undefined
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return Number(error.facts['retryAfterSeconds'])
  }
}

interface Refusal {
  context: SendContext
  fields: FormFields
  faults: FieldFaults
  token: TokenVerdict
  /** What is wrong with the form as a whole; else it is in the fields. */
  problem: FormCode | undefined
  pauseSeconds: number | undefined
}

/** The page again, and why. @throws AppError for a program, which has its words still */
export function refuseWith(
  { header }: Pick<SendContext, 'header'>,
  { problem, pauseSeconds }: { problem: FormCode; pauseSeconds: number | undefined },
  render: () => string,
): RouteResult {
  const facts = pauseSeconds === undefined ? {} : { retryAfterSeconds: pauseSeconds }
  const error = new AppError(problem, facts)
  if (header('accept')?.includes('text/html') !== true) throw error
  const { status, headers } = toErrorAnswer(error)
  return { status, html: render(), headers: [...formHeaders, ...headers] }
}

function refuseForm(
  parts: CorrespondenceParts,
  form: LetterForm,
  { context, fields, faults, token, problem, pauseSeconds }: Refusal,
): RouteResult {
  const [firstFault] = faults.values()
  // What was not sent yet may be sent with the same mark; waiting mends one that came too fast.
  const mayServe = problem !== 'correspondence/form-used' && (token.isGood || token.why === 'form-too-fast')
  const view: FormView = {
    fields: { ...fields, token: mayServe ? fields.token : issueToken(parts, form.name) },
    faults,
    ...(problem === undefined ? {} : { problem }),
  }
  const why = problem ?? firstFault ?? 'correspondence/form-unknown'
  return refuseWith(context, { problem: why, pauseSeconds }, () => form.render(view))
}
