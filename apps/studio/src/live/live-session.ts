import type { GenerationRequest, GenerationView } from '#contract'
import type { Client } from '../api/client.ts'
import { type CallCode, CallError } from '../api/request.ts'
import { type Cell, createCell } from './cell.ts'
import { type Link, type LiveChannel, openLiveChannel, type SharedEvent } from './live-channel.ts'
import { hasEnded, keepPrompt, type LiveState, mergeAnswer, mergeEvent, openState } from './merge-event.ts'
import { agreementAsked, withAgreement } from './partner-agreement.ts'
import { findOpenLibrary } from './open-library-mark.ts'
import { readEventStream } from './read-event-stream.ts'

export type LiveView =
  | { phase: 'loading' }
  /** The server did not answer; `libraryId` is the library of whoever was signed in here when it last did. */
  | { phase: 'unreachable'; code: CallCode; incident: string | undefined; libraryId: string | undefined }
  | { phase: 'open'; state: LiveState; link: Link }
  /** The session is over; `libraryId` is kept only to tell whether the same person comes back. */
  | { phase: 'ended'; libraryId: string | undefined }

/** Whose library this view is of. */
export function libraryOf(view: LiveView): string | undefined {
  if (view.phase === 'open') return view.state.account.libraryId
  return view.phase === 'unreachable' ? view.libraryId : undefined
}

export interface LiveSession {
  view: Cell<LiveView>
  start(): Promise<void>
  startGeneration(wanted: GenerationRequest): Promise<GenerationView>
  cancelGeneration(id: string): Promise<void>
  resumeGeneration(id: string): Promise<void>
  /** Takes words that the server has forgotten and the device still has. */
  learnPrompt(id: string, prompt: string): void
  /** Reads everything anew, for when the device is back or a call failed in a way that leaves doubt. */
  refresh(): void
  /** Reads what is held and until when: opening pictures puts its end off, and no event tells of that. */
  refreshSitting(): Promise<void>
  /** Forgets everything this tab knows. The other tabs are told. */
  end(): void
}

/** With no sign of life from the server for this long, the stream is taken for dead. Heartbeats come every 15 s. */
const silentStreamMs = 50_000

/** How soon a reading that failed is tried again; at first, and once nothing has answered for a while. */
const readAgainMs = 3000
const readAgainLatestMs = 15_000
/** A line on which nothing moves is a line that is broken: longer than this nobody waits for their own library. */
const firstAnswerWithinMs = 8_000

function inTime<Answer>(asked: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new CallError('studio/offline')), firstAnswerWithinMs)
    asked.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** Keeps this tab's view of the session true: a first reading, then events, each exactly once. */
export function createLiveSession(client: Client): LiveSession {
  const view = createCell<LiveView>({ phase: 'loading' })
  let channel: LiveChannel | undefined
  let reading: Promise<void> | undefined
  /** A request whose outcome is not known, because the line broke: asking the same again uses the same key. */
  let unsettled: { body: string; key: string } | undefined
  /** What the event stream says of the line, and whether a reading has failed since on a line that seemed open. */
  let streamLink: Link = 'open'
  let isReadingLost = false
  let readAgain: ReturnType<typeof setTimeout> | undefined
  let failedReadings = 0
  /** Events that arrive while the lists are read wait here. */
  let waiting: SharedEvent[] = []

  const state = (): LiveState | undefined => {
    const current = view.get()
    return current.phase === 'open' ? current.state : undefined
  }
  function change(next: (state: LiveState) => LiveState): void {
    view.update((current) =>
      current.phase === 'open' ? { ...current, state: next(current.state) } : current,
    )
  }

  function showLink(): void {
    const link = streamLink === 'lost' || isReadingLost ? 'lost' : 'open'
    view.update((current) =>
      current.phase === 'open' && current.link !== link ? { ...current, link } : current,
    )
  }

  async function openStream(
    cursor: number,
    signal: AbortSignal,
  ): Promise<ReturnType<typeof readEventStream>> {
    const dead = new AbortController()
    let timer = setTimeout(() => dead.abort(), silentStreamMs)
    const bytes = await client.openEvents(cursor, AbortSignal.any([signal, dead.signal]))
    return readEventStream(bytes, () => {
      clearTimeout(timer)
      timer = setTimeout(() => dead.abort(), silentStreamMs)
    })
  }

  function takeEvent(shared: SharedEvent): void {
    if (shared.event.kind === 'session-ended') return end()
    const current = state()
    if (reading !== undefined || current === undefined) {
      waiting.push(shared)
      return
    }
    if (shared.event.kind === 'reset' || shared.previous > current.cursor) {
      // A numbered event is in the new reading too; events are applied over it in any case.
      if (shared.event.kind !== 'reset') waiting.push(shared)
      void readAnew()
      return
    }
    const { id, event } = shared
    change((before) => mergeEvent(before, id, event))
    void findPrompt(shared)
    if (event.kind === 'generation-changed' && hasEnded(event.generation.phase)) void refreshSitting()
  }

  /** A generation asked for in another tab arrives without its words; they are read once, and kept in memory. */
  async function findPrompt({ event }: SharedEvent): Promise<void> {
    if (event.kind !== 'generation-changed' || state()?.prompts.has(event.generation.id) !== false) return
    const found = await client.getGeneration(event.generation.id).catch(() => undefined)
    if (found !== undefined) change((before) => mergeAnswer(before, found))
  }

  function readAnew(): Promise<void> {
    reading ??= read().then((isRead) => {
      reading = undefined
      if (!isRead) return
      const late = waiting
      waiting = []
      for (const shared of late) takeEvent(shared)
    })
    return reading
  }

  /** True when the state is new; false leaves what was known, and the next sign of life tries again. */
  async function read(): Promise<boolean> {
    try {
      const session = await (state() === undefined ? inTime(client.getSession()) : client.getSession())
      listen(session.session.id)
      const { generations } = await client.listGenerations()
      const current = view.get()
      if (current.phase === 'ended') return false
      isReadingLost = false
      failedReadings = 0
      const prompts = current.phase === 'open' ? current.state.prompts : new Map<string, string>()
      view.set({
        phase: 'open',
        state: openState(session, generations, prompts),
        link: streamLink,
      })
      return true
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      if (error.code !== 'identity/not-signed-in') await missReading(error)
      return false
    }
  }

  async function missReading({ code, incident }: CallError): Promise<void> {
    if (state() === undefined) {
      const libraryId = await findOpenLibrary()
      if (view.get().phase === 'ended') return
      view.set({ phase: 'unreachable', code, incident, libraryId })
    } else {
      isReadingLost = code === 'studio/offline'
      showLink()
    }
    clearTimeout(readAgain)
    failedReadings += 1
    const waitMs = Math.min(readAgainLatestMs, readAgainMs * 1.5 ** (failedReadings - 1))
    readAgain = setTimeout(() => void readAnew(), waitMs)
  }

  /** Listens before the lists are read, so that nothing falls between the two. */
  function listen(sessionId: string): void {
    channel ??= openLiveChannel({
      sessionId,
      cursor: () => state()?.cursor ?? 0,
      ready: async () => reading,
      openStream,
      onEvent: takeEvent,
      onLink(link) {
        streamLink = link
        if (link === 'open') isReadingLost = false
        showLink()
      },
      onEnded: end,
      isSessionGone: (error) => error instanceof CallError && error.code === 'identity/not-signed-in',
    })
  }

  function end(): void {
    const before = view.get()
    if (before.phase === 'ended') return
    agreementAsked.get()?.answer(false)
    view.set({ phase: 'ended', libraryId: libraryOf(before) })
    waiting = []
    streamLink = 'open'
    clearTimeout(readAgain)
    channel?.shareEnd()
    channel?.close()
    channel = undefined
  }

  async function send(wanted: GenerationRequest): Promise<GenerationView> {
    const body = JSON.stringify(wanted)
    const key = unsettled?.body === body ? unsettled.key : crypto.randomUUID()
    unsettled = { body, key }
    try {
      const answer = await withAgreement(() => client.startGeneration(wanted, key))
      unsettled = undefined
      return { ...answer, prompt: wanted.prompt }
    } catch (error) {
      if (error instanceof CallError && error.code !== 'studio/offline') unsettled = undefined
      throw error
    }
  }

  async function refreshSitting(): Promise<void> {
    const session = await client.getSession().catch(() => undefined)
    if (session !== undefined) change((before) => ({ ...before, sitting: session.sitting }))
  }

  /** What was cancelled and what it gives back are seen in one moment: the row never says one thing and the header another. */
  async function cancel(id: string): Promise<void> {
    const answer = await client.cancelGeneration(id)
    const session = await client.getSession().catch(() => undefined)
    change((before) => {
      const merged = mergeAnswer(before, answer)
      if (session === undefined || session.cursor < before.cursor) return merged
      return { ...merged, credits: session.credits, sitting: session.sitting }
    })
  }

  async function take(answer: Promise<GenerationView>): Promise<GenerationView> {
    const generation = await answer
    change((before) => mergeAnswer(before, generation))
    return generation
  }

  return {
    view,
    async start() {
      // What stands open meanwhile stays in sight.
      if (view.get().phase !== 'unreachable') view.set({ phase: 'loading' })
      await readAnew()
    },
    startGeneration: (wanted) => take(send(wanted)),
    cancelGeneration: cancel,
    resumeGeneration: async (id) => void (await take(withAgreement(() => client.resumeGeneration(id)))),
    refreshSitting,
    learnPrompt: (id, prompt) => change((before) => keepPrompt(before, id, prompt)),
    refresh() {
      channel?.hurry()
      if (view.get().phase !== 'ended') void readAnew()
    },
    end,
  }
}
