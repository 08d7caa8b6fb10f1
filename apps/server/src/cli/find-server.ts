import { readFile } from 'node:fs/promises'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createBuiltinPartner } from '#dialects/builtin'
import { composeServer } from '#server/compose.ts'
import type { Config } from '#server/config/index.ts'
import { openDarkroom } from '#server/darkroom.ts'
import { createSteadyClock } from '#server/kernel/clock.ts'
import { createLogger } from '#server/platform/logger/index.ts'
import { readOperator } from '#server/read-operator.ts'

export interface FoundServer {
  origin: string
  /** Stops the server if it was started for this command. */
  release(): Promise<void>
}

/** The server that runs on this data folder, or one that is started on a free port for this command. */
export async function findServer(config: Config): Promise<FoundServer> {
  const origin = await findAddress(config.dataDir)
  if (origin !== undefined) return { origin, release: async () => undefined }
  const port = await findFreePort()
  const server = await composeServer({
    config: {
      ...config,
      role: 'all',
      port,
      host: '127.0.0.1',
      publicUrl: new URL(`http://localhost:${port}`),
    },
    clock: createSteadyClock(),
    logger: createLogger({ level: 'silent' }),
    operator: readOperator(config),
    openPartners: (decoder) => [createBuiltinPartner({ darkroom: openDarkroom(decoder) })],
    studioFolder: fileURLToPath(new URL('../../../studio/dist/', import.meta.url)),
  })
  return { origin: server.url.origin, release: () => server.stop() }
}

/** The configuration with the address under which the running server is known, where one runs: for links that lead there. */
export async function withRunningAddress(config: Config): Promise<Config> {
  const origin = await findAddress(config.dataDir)
  return origin === undefined ? config : { ...config, publicUrl: new URL(origin) }
}

/** Where the server of this data folder answers; undefined when none does. */
export async function findAddress(dataDir: string): Promise<string | undefined> {
  return (await findRunning(dataDir))?.origin
}

/** The same with its process. */
export async function findRunning(dataDir: string): Promise<{ origin: string; pid: number } | undefined> {
  try {
    const [written = '', number = ''] = (await readFile(join(dataDir, 'address'), 'utf8')).split('\n')
    const pid = Number.parseInt(number, 10)
    // A server that was killed leaves its file; by now its port may be somebody else's, who would get the prompt.
    process.kill(pid, 0)
    const response = await fetch(new URL('/healthz', written), { signal: AbortSignal.timeout(2_000) })
    await response.arrayBuffer()
    return response.ok ? { origin: new URL(written).origin, pid } : undefined
  } catch {
    // No file, or nobody there any more: then one is started.
    return undefined
  }
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('there is no free port')
  return address.port
}
