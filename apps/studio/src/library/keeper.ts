import type { Model } from '#contract'
import type { Client } from '../api/client.ts'
import { CallError } from '../api/request.ts'
import type { Cell } from '../live/cell.ts'
import { givenFrom } from '../live/given-from.ts'
import type { LiveGeneration, LiveImage } from '../live/live-generation.ts'
import type { LiveSession } from '../live/live-session.ts'
import type { LiveState } from '../live/merge-event.ts'
import type { Pictures } from '../live/pictures.ts'
import { isFull } from './byte-store.ts'
import type { Library } from './library.ts'
import type { GenerationRecord } from './records.ts'
import { askPersistence } from './storage-meter.ts'

export interface KeeperParts {
  library: Library
  client: Pick<Client, 'keepImage' | 'deleteImage' | 'getGeneration' | 'getImage'>
  live: Pick<LiveSession, 'view' | 'learnPrompt'>
  pictures: Pick<Pictures, 'fetchResult'>
  findModel(modelId: string): Promise<Model | undefined>
  trouble: Cell<'full' | 'failed' | undefined>
}

interface Result {
  generation: LiveGeneration
  image: LiveImage
  id: string
  objectId: string
}

/** How soon a full or failing device is tried again by itself, and a server that could not be reached. */
const troubleRestMs = 60_000
const offlineRestMs = 5_000

/**
 * Brings every finished picture home: fetches it, has the library write it durably, and only then tells the server, which
 * erases its copy. Every tab runs one; the library's lock and the record make each picture be kept once.
 */
export function startKeeper(parts: KeeperParts): { tryAgain(): void; stop(): void } {
  return new Keeper(parts)
}

class Keeper {
  readonly #parts: KeeperParts
  /** Server's names that need nothing more from this page. */
  readonly #settled = new Set<string>()
  readonly #wordless = new Set<string>()
  /** Generations whose inputs need nothing more from this page. */
  readonly #given = new Set<string>()
  readonly #unsubscribe: () => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #isResting = false
  #isBusy = false
  #isStopped = false

  constructor(parts: KeeperParts) {
    this.#parts = parts
    this.#unsubscribe = parts.live.view.subscribe(() => void this.#work())
    void this.#work()
  }

  tryAgain(): void {
    this.#isResting = false
    void this.#work()
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
    this.#unsubscribe()
  }

  async #work(): Promise<void> {
    if (this.#isBusy || this.#isStopped) return
    this.#isBusy = true
    try {
      await this.#learnPrompts()
      for (let next = this.#findNext(); next !== undefined; next = this.#findNext())
        await this.#bringHome(next)
    } catch (error) {
      this.#rest(error)
    } finally {
      this.#isBusy = false
    }
  }

  #state(): LiveState | undefined {
    const view = this.#parts.live.view.get()
    return view.phase === 'open' ? view.state : undefined
  }

  #findNext(): Result | undefined {
    if (this.#isStopped || this.#isResting) return undefined
    for (const generation of this.#state()?.generations ?? []) {
      for (const image of generation.images) {
        const { id, objectId } = image
        if (id === undefined || objectId === undefined || this.#settled.has(objectId)) continue
        return { generation, image, id, objectId }
      }
    }
    return undefined
  }

  async #bringHome(result: Result): Promise<void> {
    const { library, client, trouble } = this.#parts
    const { id, objectId } = result
    try {
      if (await library.isOwed(id)) {
        await client.deleteImage(objectId)
        await library.settleOwed(id)
      } else {
        await this.#keep(result)
        trouble.set(undefined)
        await client.keepImage(objectId)
        await library.acknowledge(id)
        await this.#keepInputs(result.generation)
      }
    } catch (error) {
      // Another tab was first, or it was deleted: the next event says which.
      if (!isOver(error)) throw error
    }
    this.#settled.add(objectId)
  }

  async #keep(result: Result): Promise<void> {
    const { library, pictures } = this.#parts
    if ((await library.open(result.id)) !== undefined) return
    const blob = await pictures.fetchResult(result.id, result.objectId)
    const generation = await this.#record(result.generation)
    const isFirst = await library.alone(async () => {
      if ((await library.open(result.id)) !== undefined) return false
      await library.keep({ generation, index: result.image.index, blob })
      return library.takeFirstAsking()
    })
    if (isFirst) void askPersistence()
  }

  async #record(generation: LiveGeneration): Promise<GenerationRecord> {
    const { client, findModel } = this.#parts
    const { id, model } = generation
    const prompt = this.#state()?.prompts.get(id) ?? (await client.getGeneration(id)).prompt
    const found = await findModel(model)
    // It may have gone on meanwhile: the record of the last picture knows how it ended.
    const newest = this.#state()?.generations.find((one) => one.id === id) ?? generation
    // The sitting can end in this very moment; then the picture is kept without its words.
    return recordOf(newest, prompt ?? '', found)
  }

  /** What the picture was made from. A picture is kept all the same where the device has no room for that. */
  async #keepInputs({ id, references, mask }: LiveGeneration): Promise<void> {
    if (this.#given.has(id)) return
    const { library, client } = this.#parts
    const given = [
      ...references.map((one) => ({ ...one, role: 'reference' as const })),
      ...(mask === undefined ? [] : [{ ...mask, role: 'mask' as const }]),
    ]
    for (const { id: inputId, role } of given) {
      const from = givenFrom.get().get(inputId)
      const open = () => client.getImage(inputId)
      try {
        await library.alone(() => library.keepInput({ id: inputId, role, from, open }))
      } catch (error) {
        if (error instanceof CallError && !isOver(error)) throw error
      }
    }
    this.#given.add(id)
  }

  /** Words that the server has forgotten with their sitting are still here beside their pictures. */
  async #learnPrompts(): Promise<void> {
    const { library, live } = this.#parts
    const state = this.#state()
    for (const { id, images } of state?.generations ?? []) {
      if (state?.prompts.has(id) === true || this.#wordless.has(id)) continue
      if (!images.some((image) => image.state === 'kept')) continue
      this.#wordless.add(id)
      const found = await library.findGeneration(id)
      if (found !== undefined && found.prompt !== '') live.learnPrompt(id, found.prompt)
    }
  }

  #rest(error: unknown): void {
    if (this.#isStopped) return
    const isServer = error instanceof CallError
    if (!isServer) this.#parts.trouble.set(isFull(error) ? 'full' : 'failed')
    this.#isResting = true
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.tryAgain(), isServer ? offlineRestMs : troubleRestMs)
  }
}

function recordOf(seen: LiveGeneration, prompt: string, model: Model | undefined): GenerationRecord {
  const { id, widthPx, heightPx, count, seed, background, quality, references, mask } = seen
  return {
    id,
    prompt,
    modelId: seen.model,
    modelName: model?.name ?? seen.model,
    widthPx,
    heightPx,
    count,
    seed,
    background,
    quality,
    references: references.map((reference) => reference.id),
    ...(mask === undefined ? {} : { mask: mask.id }),
    createdAt: Date.parse(seen.createdAt),
    ...(seen.startedAt === undefined ? {} : { startedAt: Date.parse(seen.startedAt) }),
    ...(seen.endedAt === undefined ? {} : { endedAt: Date.parse(seen.endedAt) }),
    quotedCredits: seen.quotedCredits,
    ...(model === undefined ? {} : { handling: model.handling }),
    ...(model?.label === undefined ? {} : { modelLabel: model.label }),
  }
}

/** There is nothing to be had or told any more, and asking again changes nothing. */
function isOver(error: unknown): boolean {
  if (!(error instanceof CallError)) return false
  return (
    error.code === 'vault/object-not-found' ||
    error.code === 'vault/object-damaged' ||
    error.code === 'generation/not-found'
  )
}
