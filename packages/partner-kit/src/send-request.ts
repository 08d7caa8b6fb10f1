import { Agent, type ClientRequest, type IncomingMessage, request as requestPlain } from 'node:http'
import { Agent as SecureAgent, request as requestSecure } from 'node:https'
import type { Disclosed, PartnerAnswer, PartnerFailure, PartnerRequest } from '#partner-spec'
import { PartnerFault } from './partner-fault.ts'
import { lookUpPublic } from './public-address.ts'
import { Watch } from './watch.ts'
import { sizeOf, writeBody } from './write-body.ts'

/** How long a partner may take; milliseconds. */
export interface SendLimits {
  /** Until a connection stands. */
  connectMs: number
  /** From the last byte sent to the first of the answer. */
  answerMs: number
  /** Of silence, in the middle of either body. */
  idleMs: number
  /** For everything, to the end of the answer. */
  totalMs: number
}

export interface Sending {
  url: URL
  request: PartnerRequest
  headers: Readonly<Record<string, string>>
  limits: SendLimits
  signal: AbortSignal
  /** The partner chose the address: only one of the open internet is connected to. */
  isChosenByPartner?: boolean
}

/** Our own part failed while it was sent: the cause, and whether content may have left by then. */
export class SendBroken extends Error {
  override readonly name = 'SendBroken'
  readonly disclosed: Disclosed

  constructor(disclosed: Disclosed, cause: unknown) {
    super('what was to be sent could not be read', { cause })
    this.disclosed = disclosed
  }
}

/*
 * A connection that lay unused may be closed by the other side at the moment it is used again, and then nobody knows what
 * arrived. Most servers keep them 5 s or longer; ours are given up before.
 */
const unusedMs = 4_000
const plainAgent = new Agent({ keepAlive: true, timeout: unusedMs })
/** NOTE: said here, because an environment variable may say otherwise for a whole process. */
const secureAgent = new SecureAgent({
  keepAlive: true,
  timeout: unusedMs,
  minVersion: 'TLSv1.2',
  rejectUnauthorized: true,
})
/** NOTE: of its own, so that no connection that was made without the look-up is used again. */
const publicAgent = new SecureAgent({ ...secureAgent.options, lookup: lookUpPublic })

const headMaximumBytes = 16_384
const mostHeaders = 100
const defaultAnswerMaximumBytes = 1_048_576

/**
 * Sends one request over one connection: no redirect, no second try, no compression.
 *
 * @throws PartnerFault when there is no answer; SendBroken when the body could not be read
 */
export function sendRequest(sending: Sending): Promise<PartnerAnswer> {
  return new Exchange(sending).answer
}

class Exchange {
  readonly answer: Promise<PartnerAnswer>
  readonly #sending: Sending
  readonly #outgoing: ClientRequest
  readonly #watch: Watch
  readonly #resolve: (answer: PartnerAnswer) => void
  readonly #reject: (error: Error) => void
  readonly #onAbort = () => this.#fail('unavailable')
  #isConnected = false
  #incoming: IncomingMessage | undefined
  /** The first one is the true one; what follows is its consequence. */
  #fault: Error | undefined

  constructor(sending: Sending) {
    this.#sending = sending
    const { promise, resolve, reject } = Promise.withResolvers<PartnerAnswer>()
    this.answer = promise
    this.#resolve = resolve
    this.#reject = reject
    this.#watch = new Watch(sending.limits.totalMs, () => this.#fail('timed-out'))
    this.#watch.expect(sending.limits.connectMs)
    sending.signal.addEventListener('abort', this.#onAbort, { once: true })
    this.#outgoing = this.#open()
    void this.#write()
  }

  #open(): ClientRequest {
    const { url, request, headers, isChosenByPartner } = this.#sending
    const isSecure = url.protocol === 'https:'
    const agent = isChosenByPartner === true ? publicAgent : secureAgent
    const outgoing = (isSecure ? requestSecure : requestPlain)(url, {
      method: request.method,
      agent: isSecure ? agent : plainAgent,
      maxHeaderSize: headMaximumBytes,
      headers: {
        ...request.headers,
        // What is unpacked can be a thousand times what was sent; pictures do not shrink anyway.
        'accept-encoding': 'identity',
        ...(request.body === undefined ? {} : { 'content-length': String(sizeOf(request.body)) }),
        ...headers,
      },
    })
    outgoing.maxHeadersCount = mostHeaders
    outgoing.on('socket', (socket) => {
      const onConnected = () => {
        this.#isConnected = true
        if (this.#incoming === undefined) this.#watch.expect(this.#sending.limits.idleMs)
      }
      if (outgoing.reusedSocket) onConnected()
      else socket.once(isSecure ? 'secureConnect' : 'connect', onConnected)
    })
    outgoing.on('finish', () => {
      if (this.#incoming === undefined && this.#isConnected) this.#watch.expect(this.#sending.limits.answerMs)
    })
    outgoing.on('response', (incoming) => this.#receive(incoming))
    outgoing.on('error', (error) => this.#fail(isNoHttp(error) ? 'malformed-answer' : 'unavailable', error))
    outgoing.on('close', () => {
      if (this.#incoming === undefined) this.#fail('unavailable')
    })
    return outgoing
  }

  async #write(): Promise<void> {
    const { request, limits } = this.#sending
    try {
      await writeBody(this.#outgoing, request.body, {
        isOver: () => this.#outgoing.destroyed || isNoSuccess(this.#incoming),
        onWaiting: () => {
          if (this.#isConnected) this.#watch.expect(limits.idleMs)
        },
      })
    } catch (error) {
      this.#end(new SendBroken(this.#disclosed(), error))
    }
  }

  #receive(incoming: IncomingMessage): void {
    this.#incoming = incoming
    incoming.on('error', ignoreSaidElsewhere)
    this.#watch.pause()
    const encoding = incoming.headers['content-encoding'] ?? 'identity'
    if (encoding !== 'identity') {
      this.#fail('malformed-answer')
      return
    }
    this.#resolve({
      status: incoming.statusCode ?? 0,
      header: (name) => {
        const value = incoming.headers[name]
        return Array.isArray(value) ? value.join(', ') : value
      },
      body: this.#read(incoming),
      close: () => this.#close(),
    })
  }

  async *#read(incoming: IncomingMessage): AsyncGenerator<Uint8Array> {
    const { request, limits } = this.#sending
    const most = request.answerMaximumBytes ?? defaultAnswerMaximumBytes
    const pieces: AsyncIterator<Uint8Array> = incoming[Symbol.asyncIterator]()
    let total = 0
    try {
      for (;;) {
        this.#watch.expect(limits.idleMs)
        const piece = await pieces.next()
        this.#watch.pause()
        if (piece.done !== true) total += piece.value.byteLength
        if (total > most) this.#fail('malformed-answer')
        // Also at the end: more than the head said is no whole body, though all that it said came.
        if (this.#fault !== undefined) throw this.#fault
        if (piece.done === true) return
        yield piece.value
      }
    } catch {
      this.#fail('unavailable')
      throw this.#fault ?? new PartnerFault('unavailable', 'sent')
    } finally {
      this.#close()
    }
  }

  /** What has answered has received; what was connected to may have. */
  #disclosed(): Disclosed {
    if (this.#incoming !== undefined) return 'sent'
    return this.#isConnected ? 'unknown' : 'nothing'
  }

  #fail(failure: PartnerFailure, error?: Error): void {
    const disclosed = error !== undefined && isNoHttp(error) ? 'sent' : this.#disclosed()
    this.#end(new PartnerFault(failure, disclosed))
  }

  #end(fault: Error): void {
    if (this.#fault !== undefined) return
    this.#fault = fault
    this.#reject(fault)
    this.#close()
  }

  #close(): void {
    this.#watch.stop()
    this.#sending.signal.removeEventListener('abort', this.#onAbort)
    // Both bodies to their ends: the connection may serve again. Otherwise it goes.
    const isWhole = this.#incoming?.complete === true && this.#outgoing.writableFinished
    if (!isWhole || this.#fault !== undefined) this.#outgoing.destroy()
  }
}

/** Something answered, in another protocol than HTTP, or in more of it than is read. */
const isNoHttp = (error: Error) => 'code' in error && String(error.code).startsWith('HPE_')

const isNoSuccess = (incoming: IncomingMessage | undefined) => (incoming?.statusCode ?? 200) >= 300

/** The reader of the body hears it, or there is no reader any more. */
function ignoreSaidElsewhere(): void {
  return undefined
}
