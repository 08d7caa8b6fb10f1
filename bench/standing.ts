import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { askDatabase, listObjectFiles } from '../packages/testkit/src/inside-server.ts'
import { signIn } from '../packages/testkit/src/sign-in.ts'
import { signOut, start, waitFor } from '../packages/testkit/src/studio-driver.ts'
import { startTestServer, type TestServer } from '../packages/testkit/src/test-server.ts'
import { type Figure, milliseconds } from './figure.ts'
import { listeningClients, measureListening } from './listening.ts'

const objects = 10_000

/** Start, idle memory, listening clients, and what a sign-out takes. */
export async function measureStanding(): Promise<Figure[]> {
  const first = await startTestServer()
  await first.stop()
  const startedAt = performance.now()
  const server = await startTestServer({
    folder: first.folder,
    port: first.port,
    limits: { eventStreamsPerSession: 2 * listeningClients, sweepEveryMs: 1_000 },
  })
  const startMs = performance.now() - startedAt
  try {
    const idle = residentMegabytes(server)
    const client = await signIn(server.url, { name: 'Ada', email: 'ada@example.org', age: 30 })
    const listening = await measureListening(server, client.cookieHeader)
    const { images } = await waitFor(client, (await start(client, { prompt: 'a fox' })).id)
    void images
    await plantObjects(server)
    const leftAt = performance.now()
    await signOut(client)
    const signOutMs = performance.now() - leftAt
    while ((await listObjectFiles(server)).length > 0) await Promise.resolve()
    const goneSeconds = (performance.now() - leftAt) / 1000
    return [
      {
        name: 'start with everything built',
        measured: milliseconds(startMs),
        goal: '≤ 3 s',
        isMet: startMs <= 3_000,
      },
      {
        name: 'idle memory, PostgreSQL included',
        measured: `${idle.toFixed(0)} MB`,
        goal: '≤ 250 MB',
        isMet: idle <= 250,
      },
      ...listening,
      {
        name: 'sign-out to keys destroyed',
        measured: milliseconds(signOutMs),
        goal: '≤ 50 ms',
        isMet: signOutMs <= 50,
      },
      {
        name: 'bytes of 10 000 objects gone',
        measured: `${goneSeconds.toFixed(1)} s`,
        goal: '≤ 60 s',
        isMet: goneSeconds <= 60,
      },
    ]
  } finally {
    await server.dispose()
  }
}

/** Shared pages are counted once for each process that has them: the figure is on the high side. */
function residentMegabytes(server: TestServer): number {
  const postmaster = Number(
    readFileSync(join(server.dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0],
  )
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => readProcess(Number(pid)))
  const family = processes.filter(
    ({ pid, parent }) => pid === server.pid || pid === postmaster || parent === postmaster,
  )
  return family.reduce((sum, { privateKilobytes }) => sum + privateKilobytes, 0) / 1024
}

function readProcess(pid: number): { pid: number; parent: number; privateKilobytes: number }[] {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    const parent = Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0)
    return [{ pid, parent, privateKilobytes: Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) }]
  } catch {
    // It ended while it was read.
    return []
  }
}

/** Files in the vault's folder, as objects lie there. */
async function plantObjects(server: TestServer): Promise<void> {
  const [vault] = await askDatabase(server, 'select id from vaults')
  const folder = join(server.dataDir, 'objects', String(vault?.['id']))
  await mkdir(folder, { recursive: true })
  for (let at = 0; at < objects; at += 1) {
    await writeFile(join(folder, `obj_${String(at).padStart(22, '0')}`), 'sealed')
  }
}
