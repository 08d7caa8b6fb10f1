import { buffer } from 'node:stream/consumers'
import type { AdapterEvent, ContentKind, EnabledPartner, ImageRequest } from '#partner-spec'
import {
  createConnection,
  guardImage,
  ImageRejected,
  PartnerFault,
  runPatiently,
  type SendLimits,
} from '../src/index.ts'

/** One row of the ledger, as a test keeps it. */
export interface Row {
  kinds: readonly ContentKind[]
  sizeBytes: number
  state: 'recorded' | 'sent' | 'failed' | 'unknown'
  partnerRequestId?: string
}

export interface RunOptions {
  limits: SendLimits
  signal?: AbortSignal
  /** Asked before each row is written. */
  onRecord?: () => void
  /** Asked for each picture before it is read. */
  onPicture?: () => void
}

export interface Ran {
  /** Without what was read of pictures. */
  events: AdapterEvent[]
  images: Buffer[]
  partials: Buffer[]
  /** The word that a person's generation would end with. */
  outcome: string
  disclosed: string | undefined
  rows: Row[]
  waitsMs: number[]
}

export const generous: SendLimits = { connectMs: 5_000, answerMs: 5_000, idleMs: 5_000, totalMs: 15_000 }
export const hasty: SendLimits = { connectMs: 300, answerMs: 200, idleMs: 300, totalMs: 600 }

const pictureMaximumBytes = 8 * 1024 * 1024
const patienceMs = 60_000

/** Lets an adapter draw as the server does: the ledger first, pictures guarded, patience with one that is busy. */
export async function runOnce(
  partner: EnabledPartner,
  request: ImageRequest,
  options: RunOptions,
): Promise<Ran> {
  const ran: Ran = {
    events: [],
    images: [],
    partials: [],
    outcome: 'nothing',
    disclosed: undefined,
    rows: [],
    waitsMs: [],
  }
  const signal = options.signal ?? new AbortController().signal
  const context = { connection: connect(partner, ran, options), signal }
  const wait = async (milliseconds: number) => void ran.waitsMs.push(milliseconds)
  try {
    for await (const event of runPatiently(() => partner.adapter.run(request, context), {
      signal,
      patienceMs,
      wait,
    })) {
      ran.events.push(event)
      await take(ran, event, options)
      if (ran.outcome === 'nothing' && ran.images.length === request.count) ran.outcome = 'delivered'
    }
  } catch (error) {
    if (error instanceof PartnerFault) conclude(ran, error.failure, error.disclosed)
    else if (error instanceof ImageRejected) conclude(ran, 'malformed-answer', 'sent')
    else throw error
  }
  return ran
}

function connect(partner: EnabledPartner, { rows }: Ran, { limits, signal, onRecord }: RunOptions) {
  if (partner.baseUrl === undefined) throw new Error('the partner has no address')
  return createConnection<Row>({
    baseUrl: partner.baseUrl,
    ...(partner.credentials === undefined ? {} : { credentials: partner.credentials }),
    ...(partner.resultHosts === undefined ? {} : { resultHosts: partner.resultHosts }),
    limits,
    signal: signal ?? new AbortController().signal,
    async recordDisclosure(kinds, sizeBytes) {
      onRecord?.()
      const row: Row = { kinds, sizeBytes, state: 'recorded' }
      rows.push(row)
      return row
    },
    async settleDisclosure(row, settled) {
      Object.assign(row, settled)
    },
  })
}

async function take(ran: Ran, event: AdapterEvent, { onPicture }: RunOptions): Promise<void> {
  if (event.kind === 'partial' || event.kind === 'image') {
    onPicture?.()
    const { mediaType } = event
    const bytes = await buffer(
      guardImage(event.bytes, { mediaType, maximumBytes: pictureMaximumBytes }).bytes,
    )
    ran[event.kind === 'image' ? 'images' : 'partials'].push(bytes)
  } else if (event.kind === 'refused') conclude(ran, 'refused', undefined)
  else if (event.kind === 'failed') conclude(ran, event.failure, event.disclosed)
}

/** The first end is the end, as it is in the server. */
function conclude(ran: Ran, outcome: string, disclosed: string | undefined): void {
  if (ran.outcome !== 'nothing') return
  ran.outcome = outcome
  ran.disclosed = disclosed
}
