import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { access, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type GenerationRequest, type GenerationView, largestSeed } from '#contract'
import type { Config } from '#server/config/index.ts'
import { CommandFault } from './command-fault.ts'
import { findServer } from './find-server.ts'
import { StudioClient } from './studio-client.ts'

export interface GenerateOptions {
  output: string
  size: string
  seed?: string
  transparent?: boolean
  force?: boolean
}

/**
 * Draws one picture and writes it to a file. What was made on the server is forgotten before this returns, whatever
 * happens; an abort of `signal` cancels it.
 *
 * @throws CommandFault with a sentence
 */
export async function generate(
  config: Config,
  prompt: string,
  options: GenerateOptions & { signal: AbortSignal },
): Promise<void> {
  const request = { ...readOptions(options), prompt, model: 'builtin/sketch', count: 1 }
  await checkOutput(options)
  const server = await findServer(config)
  const client = new StudioClient(server.origin)
  try {
    await client.signIn()
    const ended = await draw(client, request, options.signal)
    const image = ended.images[0]
    if (ended.phase !== 'delivered' || image?.id === undefined) throw new CommandFault(describeEnd(ended))
    await writeWhole(options.output, await client.openImage(image.id))
    process.stderr.write(`${options.output} (${ended.widthPx} × ${ended.heightPx}, seed ${ended.seed})\n`)
  } finally {
    await client.signOut().catch(() => undefined)
    await server.release()
  }
}

async function draw(client: StudioClient, request: GenerationRequest, signal: AbortSignal) {
  if (signal.aborted) throw new CommandFault('Stopped before anything was asked.')
  const { id } = await client.start(request)
  // A cancellation that does not arrive changes nothing: the session ends below, and its work with it.
  const cancel = () => void client.cancel(id).catch(() => undefined)
  signal.addEventListener('abort', cancel)
  if (signal.aborted) cancel()
  return client.watch(id, tellPhase())
}

/** Before anything is drawn. */
async function checkOutput({ output, force }: GenerateOptions): Promise<void> {
  if (/\.(?:avif|gif|heic|jpe?g|webp)$/i.test(output))
    throw new CommandFault('What is drawn is a PNG. Write the name of a file that ends in .png.')
  const found = await stat(output).catch(() => undefined)
  if (found?.isDirectory() === true)
    throw new CommandFault(`${output} is a folder. Write the name of a file.`)
  if (found !== undefined && force !== true)
    throw new CommandFault(`${output} exists. Choose another name, or write over it with --force.`)
  try {
    await access(dirname(output), constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new CommandFault(`${dirname(output)} is no folder that this user may write to.`, { cause })
  }
}

function readOptions({ size, seed, transparent }: GenerateOptions) {
  const [, width, height] = /^(\d{1,5})x(\d{1,5})$/.exec(size) ?? []
  if (width === undefined || height === undefined)
    throw new CommandFault('Write the size as WIDTHxHEIGHT, such as 1024x1024.')
  const number = seed === undefined ? undefined : Number(seed)
  if (number !== undefined && !(Number.isInteger(number) && number >= 0 && number <= largestSeed)) {
    throw new CommandFault(`Write the seed as a whole number from 0 to ${largestSeed}.`)
  }
  return {
    widthPx: Number(width),
    heightPx: Number(height),
    ...(number === undefined ? {} : { seed: number }),
    ...(transparent === true ? { background: 'transparent' as const } : {}),
  }
}

function tellPhase(): (generation: GenerationView) => void {
  let last = ''
  return ({ phase, images }) => {
    const isDeveloping = images.some(({ state }) => state === 'developing')
    const now = isDeveloping ? 'developing' : phase
    if (now !== last) process.stderr.write(`${now}\n`)
    last = now
  }
}

function describeEnd({ phase, reason, refusal }: GenerationView): string {
  if (refusal !== undefined) return `${refusal.by} refused it: ${refusal.category}. Nothing was charged.`
  return `The generation ended as ${phase}${reason === undefined ? '' : ` (${reason})`}. What was not drawn was not charged.`
}

/** Whole or not at all. */
async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  const half = `${path}.${randomUUID()}.part`
  try {
    // Nobody can have put a link there: the name is new, and must be.
    await writeFile(half, bytes, { mode: 0o644, flag: 'wx' })
    await rename(half, path)
  } catch (error) {
    await rm(half, { force: true })
    throw new CommandFault(`${path} could not be written.`, { cause: error })
  }
}
