import type { ContentKind, PartnerAnswer, PartnerConnection, PartnerRequest } from '#partner-spec'
import { PartnerFault } from './partner-fault.ts'
import { type HandlingEvidence, readEvidence } from './read-evidence.ts'
import { readResultAddress } from './result-address.ts'
import { SendBroken, type SendLimits, sendRequest } from './send-request.ts'
import { sizeOf } from './write-body.ts'

export interface SettledSend {
  /** `sent`: it was answered. `failed`: nothing left. `unknown`: it broke in between. */
  state: 'sent' | 'failed' | 'unknown'
  /** What the partner calls it, from `x-request-id`. */
  partnerRequestId?: string
  /** What its answer says of its handling. */
  evidence?: HandlingEvidence
}

/** What the ledger of disclosures gives for a recorded row, and takes to settle it. */
export interface ConnectionOptions<Ref> {
  baseUrl: URL
  /** Who asks; made anew for each request and never part of a disclosure. */
  credentials?: () => Readonly<Record<string, string>>
  /** Resolves when the row is committed. Nothing leaves before. */
  recordDisclosure(kinds: readonly ContentKind[], sizeBytes: number): Promise<Ref>
  settleDisclosure(ref: Ref, settled: SettledSend): Promise<void>
  /** At which results of the partner may lie beside its own address; absent: none. */
  resultHosts?: readonly string[]
  signal: AbortSignal
  limits: SendLimits
}

/** The only place that sends anything to a partner: one host, no redirects, no retries, the disclosure first. */
export function createConnection<Ref>(options: ConnectionOptions<Ref>): PartnerConnection {
  return {
    async sendContent(request, kinds) {
      const url = resolve(options.baseUrl, request.path)
      options.signal.throwIfAborted()
      const ref = await options.recordDisclosure(kinds, sizeOf(request.body))
      const answer = await send(options, url, request).catch(async (error: unknown) => {
        await options.settleDisclosure(ref, { state: stateAfter(error) })
        throw error instanceof SendBroken ? error.cause : error
      })
      try {
        const evidence = readEvidence(answer)
        const settle = (id: string | undefined) =>
          options.settleDisclosure(ref, {
            state: 'sent',
            ...(evidence === undefined ? {} : { evidence }),
            ...(id === undefined || !isRequestId(id) ? {} : { partnerRequestId: id }),
          })
        await settle(request.isNamedInBody === true ? undefined : requestIdOf(answer))
        return { ...answer, knownAs: settle }
      } catch (error) {
        answer.close()
        throw error
      }
    },
    ask: async (request) => sendTo(options, request),
    async fetchResult(address, answerMaximumBytes) {
      const { limits, signal, resultHosts = [] } = options
      const url = readResultAddress(address, resultHosts)
      if (signal.aborted) throw new PartnerFault('unavailable', 'nothing')
      // NOTE: no headers of ours: whoever keeps files for a partner has no business with its keys.
      const request = { method: 'GET', path: url.pathname, answerMaximumBytes } as const
      return sendRequest({ url, request, headers: {}, limits, signal, isChosenByPartner: true })
    },
  }
}

/** The id under which a partner knows a request; undefined when it gives none, or one that cannot be one. */
export function requestIdOf(answer: PartnerAnswer): string | undefined {
  const id = answer.header('x-request-id')
  return id !== undefined && isRequestId(id) ? id : undefined
}

const isRequestId = (id: string) => /^[\w.:-]{1,128}$/.test(id)

/** An adapter names a path, never a host: whatever it was told by a partner, it stays below its own base address. */
function resolve(baseUrl: URL, path: string): URL {
  const base = baseUrl.href.endsWith('/') ? baseUrl : new URL(`${baseUrl.href}/`)
  const url = new URL(path.replace(/^\/+/, ''), base)
  if (url.origin !== base.origin || !url.pathname.startsWith(base.pathname)) {
    throw new Error('the path leaves the address of the partner')
  }
  return url
}

type Ways = Pick<ConnectionOptions<never>, 'baseUrl' | 'credentials' | 'limits' | 'signal'>

/** Below the partner's own address, with its key. @throws PartnerFault when there is no answer */
export async function sendTo(ways: Ways, request: PartnerRequest): Promise<PartnerAnswer> {
  return send(ways, resolve(ways.baseUrl, request.path), request)
}

async function send(
  { credentials, limits, signal }: Ways,
  url: URL,
  request: PartnerRequest,
): Promise<PartnerAnswer> {
  // Between the record and the send it may have been stopped: then nothing leaves.
  if (signal.aborted) throw new PartnerFault('unavailable', 'nothing')
  return sendRequest({ url, request, headers: credentials?.() ?? {}, limits, signal })
}

function stateAfter(error: unknown): SettledSend['state'] {
  const isKnown = error instanceof PartnerFault || error instanceof SendBroken
  const disclosed = isKnown ? error.disclosed : 'unknown'
  return disclosed === 'nothing' ? 'failed' : disclosed
}
