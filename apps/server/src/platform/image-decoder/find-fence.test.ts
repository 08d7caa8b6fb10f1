import { execFile, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { findFence } from './find-fence.ts'

const fence = findFence()
const folder = mkdtempSync(join(tmpdir(), 'gptimage-fence-'))
afterAll(() => rmSync(folder, { recursive: true }))

const behindFence = (script: string): readonly [string, string[]] => {
  const [program = '', ...parameters] = [...fence, process.execPath, '-e', script]
  return [program, parameters]
}

test('behind a fence that holds the network nobody is reached', async () => {
  const server = createServer((socket) => socket.end())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const script = `require('node:net').connect(${port}, '127.0.0.1').on('connect', () => { process.stdout.write('reached'); process.exit() }).on('error', () => process.stdout.write('not reached'))`

  const { stdout } = await promisify(execFile)(...behindFence(script), { env: {} })
  server.close()

  expect(stdout).toBe(fence.includes('--net') ? 'not reached' : 'reached')
})

test('behind a fence that caps files none gets a length', () => {
  const path = join(folder, 'left')

  spawnSync(...behindFence(`require('node:fs').writeFileSync(${JSON.stringify(path)}, 'words')`), { env: {} })

  expect(statSync(path).size).toBe(fence.includes('--fsize=0') ? 0 : 5)
})

test('behind a fence that caps memory none grows without end', () => {
  const grow = 'const held = []; for (let at = 0; at < 20; at += 1) held.push(Buffer.allocUnsafeSlow(100e6))'

  const { status, signal } = spawnSync(...behindFence(grow), { env: {}, stdio: 'ignore' })

  expect(status === 0 && signal === null).toBe(!fence.some((word) => word.startsWith('--data=')))
})
