import { errorCatalogue, type ErrorCode } from '#contract'
import { type RequestContext, type RouteHandlers, type RouteResult, sendBytes } from '#server/http/index.ts'
import { AppError } from '#server/kernel/app-error.ts'
import { checkChain } from './audit/check-chain.ts'
import { recordAct } from './audit/record-act.ts'
import type { CaseSource, Recorder, ShownCase } from './cases/case.ts'
import { readClock } from './cases/case-clock.ts'
import { letterKinds, type SharingAccount } from './cases/letter-request.ts'
import { findSource, listCases } from './cases/list-cases.ts'
import { indexForm, makeFormMark } from './form-mark.ts'
import { requireOperator } from './operators/require-operator.ts'
import { renderCasePage, renderSlipPage } from './pages/case-page.ts'
import { type After, afterWords, renderQueuePage } from './pages/queue-page.ts'
import { renderRequestPage, type RequestForm } from './pages/request-page.ts'
import { renderTransparencyPage } from './pages/transparency-page.ts'
import type { DeskParts } from './parts.ts'
import { readLegalDisclosure } from './transparency/legal-disclosure.ts'
import { countTransparency, recordLegalDisclosure } from './transparency/record-legal-disclosure.ts'

export type DeskRoute =
  | 'operatorQueue'
  | 'operatorCase'
  | 'openCaseWords'
  | 'makeCaseExport'
  | 'answerCase'
  | 'requestForm'
  | 'openRequest'
  | 'transparencyForm'
  | 'recordLegalDisclosure'

type Context = RequestContext<DeskRoute>

/** Our own pages post forms to us; with the stricter policy a browser would send `Origin: null` with them. */
const formHeaders: RouteResult['headers'] = [['Referrer-Policy', 'same-origin']]
/** Fifty items of a letter, and a reply of its longest in nine bytes a character. */
const answerBytes = 64 * 1024
const replyAtMost = 4_000
const page = (html: string): RouteResult => ({ html, headers: formHeaders })

/** The operator's pages. Only an operator's session gets here. */
export function createDeskHandlers(parts: DeskParts): Required<Pick<RouteHandlers, DeskRoute>> {
  return {
    async operatorQueue({ query }) {
      const [cases, chain] = await Promise.all([listCases(parts), checkChain(parts)])
      const after = query.get('after') ?? ''
      return page(renderQueuePage({ cases, chain, after: isAfter(after) ? after : undefined }))
    },

    async operatorCase(context) {
      const { shown } = await requireCase(parts, context)
      return page(renderCasePage({ shown, clock: readClock(shown, parts.clock.now()) }))
    },

    async openCaseWords(context) {
      const { source, shown } = await requireCase(parts, context)
      const opened = await source.openWords?.(shown.id, recorderOf(parts, context))
      if (opened === undefined) throw new AppError('http/not-found')
      return page(renderCasePage({ shown, clock: readClock(shown, parts.clock.now()), opened }))
    },

    async makeCaseExport(context) {
      const { source, shown } = await requireCase(parts, context)
      const bytes = await source.makeExport?.(shown.id, recorderOf(parts, context))
      if (bytes === undefined) throw new AppError('http/not-found')
      await sendBytes(context.raw.outgoing, {
        contentType: 'application/zip',
        fileName: `copy-for-${shown.id}.zip`,
        bytes,
      })
      return { hijacked: true }
    },

    answerCase: (context) => answerCase(parts, context),

    async requestForm() {
      const today = dayOf(parts.clock.now())
      const form = {
        email: '',
        kind: letterKinds[0],
        channel: 'mail',
        receivedOn: today,
        isInCalifornia: false,
      }
      return page(renderRequestPage({ form, today, mark: makeFormMark() }))
    },

    openRequest: (context) => openRequest(parts, context),

    async transparencyForm() {
      const { halves } = await countTransparency(parts.database)
      const today = dayOf(parts.clock.now())
      return page(renderTransparencyPage({ halves, today, mark: makeFormMark() }))
    },

    recordLegalDisclosure: (context) => enterLegalDisclosure(parts, context),
  }
}

const isAfter = (text: string): text is After => Object.hasOwn(afterWords, text)
const dayOf = (moment: Date) => moment.toISOString().slice(0, 10)

const recorderOf =
  (parts: DeskParts, { session }: Context): Recorder =>
  async (tx, act, subject) => {
    await requireOperator(parts, tx, session)
    await recordAct(parts, tx, { actor: session.accountReference, act, subject })
  }

/** What a page says of people is not told either to who was revoked while their form came in. */
async function readForm(
  parts: DeskParts,
  { readForm: read, session }: Context,
  maximumBytes?: number,
): Promise<URLSearchParams> {
  const form = await read(maximumBytes)
  await parts.database.transaction().execute((tx) => requireOperator(parts, tx, session))
  return form
}

/** @throws AppError http/not-found for what is not open */
async function requireCase(
  parts: DeskParts,
  { params }: Context,
): Promise<{ source: CaseSource; shown: ShownCase }> {
  const source = findSource(parts, params['kind'] ?? '')
  const shown = await source?.show(params['id'] ?? '')
  if (source === undefined || shown === undefined) throw new AppError('http/not-found')
  return { source, shown }
}

async function answerCase(parts: DeskParts, context: Context): Promise<RouteResult> {
  const form = await readForm(parts, context, answerBytes)
  const { source, shown } = await requireCase(parts, context)
  const answer = shown.answers.find(({ outcome }) => outcome === form.get('outcome'))
  const items = form.getAll('item')
  const known = new Set(shown.items?.map(({ id }) => id))
  const reply = form.get('reply')?.trim() ?? ''
  const isFit =
    answer !== undefined &&
    (answer.isFinal !== true || form.get('sure') === 'yes') &&
    (known.size === 0 || items.length > 0) &&
    items.every((id) => known.has(id)) &&
    reply.length <= replyAtMost
  if (!isFit) throw new AppError('desk/answer-invalid')
  const answered = await source.answer(
    shown.id,
    { outcome: answer.outcome, items, ...(reply === '' || !shown.canBeMailed ? {} : { reply }) },
    recorderOf(parts, context),
  )
  if (answered.outcome === 'not-open') throw new AppError('desk/case-not-open')
  return answered.slip === undefined
    ? { redirect: '/operator?after=answered' }
    : page(renderSlipPage(answered.slip))
}

async function openRequest(parts: DeskParts, context: Context): Promise<RouteResult> {
  const fields = await readForm(parts, context)
  const now = parts.clock.now()
  const form: RequestForm = {
    email: fields.get('email')?.trim() ?? '',
    kind: fields.get('kind') ?? '',
    channel: fields.get('channel') ?? '',
    receivedOn: fields.get('receivedOn') ?? '',
    isInCalifornia: fields.get('california') === 'yes',
  }
  const again = (code: ErrorCode, accounts: readonly SharingAccount[] = []): RouteResult => ({
    ...page(
      renderRequestPage({
        form,
        today: dayOf(now),
        mark: makeFormMark(),
        problem: errorCatalogue[code].sentence,
        accounts,
      }),
    ),
    status: 422,
  })
  const kind = letterKinds.find((known) => known === form.kind)
  const channel = (['mail', 'form'] as const).find((known) => known === form.channel)
  const receivedAt = parts.letters.readReceivedOn(form.receivedOn, now)
  if (form.email === '' || form.email.length > 254 || kind === undefined || channel === undefined)
    return again('desk/request-invalid')
  if (receivedAt === undefined) return again('desk/day-invalid')
  const formIndex = indexForm(parts.installationKey, fields)
  if (formIndex === undefined) return again('desk/form-unknown')
  const accountId = fields.get('account')
  const opened = await parts.letters.open(
    {
      email: form.email,
      kind,
      formIndex,
      arrival: { channel, receivedAt, law: form.isInCalifornia ? 'ccpa' : 'gdpr' },
      ...(accountId === null ? {} : { accountId }),
    },
    recorderOf(parts, context),
  )
  if (opened.outcome === 'to-choose') return again('desk/which-account', opened.accounts)
  // Sent again it may be answered by now.
  const isOpen = (await findSource(parts, 'rights-request')?.show(opened.id)) !== undefined
  return {
    redirect: isOpen ? `/operator/cases/rights-request/${opened.id}` : '/operator?after=answered',
  }
}

async function enterLegalDisclosure(parts: DeskParts, context: Context): Promise<RouteResult> {
  const fields = await readForm(parts, context)
  const now = parts.clock.now()
  const text = (name: string) => fields.get(name) ?? ''
  const form = {
    kind: text('kind'),
    happenedOn: text('happenedOn'),
    country: text('country'),
    outcome: text('outcome'),
    accounts: text('accounts'),
  }
  const disclosure = readLegalDisclosure(form, now)
  const formIndex = indexForm(parts.installationKey, fields)
  if (disclosure === undefined || formIndex === undefined) {
    const { halves } = await countTransparency(parts.database)
    const code = disclosure === undefined ? 'desk/disclosure-invalid' : 'desk/form-unknown'
    const problem = errorCatalogue[code].sentence
    const again = renderTransparencyPage({ halves, today: dayOf(now), mark: makeFormMark(), problem, form })
    return { ...page(again), status: 422 }
  }
  await recordLegalDisclosure(parts, { ...disclosure, formIndex }, context.session)
  return { redirect: '/operator?after=recorded' }
}
