import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askDatabase, findFreePort, listObjectFiles, startTestServer } from '#testkit'

const entry = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gptimage-cli-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

const start = (args: readonly string[]) =>
  spawn(process.execPath, ['--disable-sigusr1', entry, ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
const run = (...args: string[]) => runWith('', ...args)

async function runWith(input: string, ...args: string[]): Promise<{ code: unknown; output: string }> {
  const child = start(args)
  child.stdin.end(input)
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code, output: out + err }
}

const png = Buffer.from('89504e470d0a1a0a', 'hex')

test('without a server one is started, draws, and leaves nothing', async () => {
  const dataDir = join(folder, 'data')
  const file = join(folder, 'fox.png')
  const { code, output } = await run(
    'generate',
    'a secret fox',
    '-o',
    file,
    '--size',
    '512x512',
    '--data',
    dataDir,
  )
  expect({ code, output }).toMatchObject({ code: 0 })
  expect(output).not.toContain('secret')
  expect((await readFile(file)).subarray(0, 8)).toEqual(png)
  const again = await run('generate', 'a fox', '-o', file, '--data', dataDir)
  expect(again).toMatchObject({ code: 1, output: expect.stringContaining('exists') })
})

test('with a running server that one draws; a refusal and a wrong size are told in a sentence', async () => {
  const server = await startTestServer({ limits: { sweepEveryMs: 250 } })
  try {
    const file = join(folder, 'owl.png')
    const first = await run(
      'generate',
      'an owl',
      '-o',
      file,
      '--seed',
      '7',
      '--size',
      '512x512',
      '--data',
      server.dataDir,
    )
    expect(first).toMatchObject({ code: 0, output: expect.stringContaining('seed 7') })
    const refused = await run(
      'generate',
      'a swastika',
      '-o',
      join(folder, 'no.png'),
      '--data',
      server.dataDir,
    )
    expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('hate') })
    const wrong = await run(
      'generate',
      'an owl',
      '-o',
      join(folder, 'no.png'),
      '--size',
      '5x5',
      '--data',
      server.dataDir,
    )
    expect(wrong).toMatchObject({ code: 1, output: expect.stringContaining('size') })
    await expect.poll(() => listObjectFiles(server), { timeout: 30_000 }).toEqual([])
  } finally {
    await server.dispose()
  }
})

const draw = (prompt: string, file: string) =>
  ['generate', prompt, '-o', join(folder, file), '--size', '512x512', '--data', join(folder, 'data')] as const

test('a prompt comes by standard input too, where no list of processes shows it', async () => {
  const refused = await runWith('a swastika\n', ...draw('-', 'no.png'))
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('hate') })
})

test('a link that lies where a picture is written first leads nowhere', async () => {
  const victim = join(folder, 'victim')
  await writeFile(victim, 'mine')
  await symlink(victim, join(folder, 'linked.png.part'))
  expect(await run(...draw('a fox', 'linked.png'))).toMatchObject({ code: 0 })
  expect(await readFile(victim, 'utf8')).toBe('mine')
})

test('who took the port of a server that died is shown nothing', async () => {
  const seen: string[] = []
  const thief = createServer((request, response) => {
    seen.push(request.url ?? '')
    response.end('{}')
  }).listen(0, '127.0.0.1')
  await once(thief, 'listening')
  const address = thief.address()
  const port = typeof address === 'object' ? address?.port : 0
  const noProcess = 2 ** 30
  await writeFile(join(folder, 'data/address'), `http://localhost:${port}\n${noProcess}\n`)
  expect(await run(...draw('a fox', 'safe.png'))).toMatchObject({ code: 0 })
  expect(seen).toEqual([])
  thief.close()
})

test('what cannot be written, or asked, is told before anything is drawn', async () => {
  const dataDir = join(folder, 'data')
  const ask = (...args: string[]) => run('generate', 'a fox', '--data', dataDir, ...args)
  expect(await ask('-o', join(folder, 'none', 'x.png'))).toMatchObject({
    code: 1,
    output: expect.stringMatching(/^\S+none is no folder that this user may write to\.\n$/),
  })
  expect(await ask('-o', folder, '--force')).toMatchObject({
    code: 1,
    output: expect.stringMatching(/is a folder/),
  })
  expect(await ask('-o', join(folder, 'x.jpg'))).toMatchObject({
    code: 1,
    output: expect.stringMatching(/is a PNG/),
  })
  expect(await ask('-o', join(folder, 'x.png'), '--size', '500x700')).toMatchObject({
    code: 1,
    output: expect.stringMatching(/nearest one .*\(facts: widthPx \d+, heightPx \d+\)\n$/),
  })
})

test('Ctrl-C, heard twice as from a terminal, cancels, forgets, and leaves no database running', async () => {
  const dataDir = join(folder, 'data')
  const child = start([
    'generate',
    'a fox',
    '-o',
    join(folder, 'never.png'),
    '--size',
    '1024x1536',
    '--data',
    dataDir,
  ])
  const told = text(child.stdout)
  let said = ''
  for await (const piece of child.stderr) {
    said += String(piece)
    if (!said.includes('running')) continue
    child.kill('SIGINT')
    child.kill('SIGINT')
    break
  }
  const [code] = await once(child, 'exit')
  expect({ code, said, told: await told }).toMatchObject({ code: 130, told: '' })
  expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false)
  expect(existsSync(join(folder, 'never.png'))).toBe(false)
  expect(await readdir(join(dataDir, 'objects'), { recursive: true })).toEqual([])
})

test('npm keeps no record of the prompt', async () => {
  const { PATH, HOME } = process.env
  const cache = join(folder, 'npm')
  const args = ['run', 'gptimage', '--', 'generate', 'a secret fox', '-o', join(folder, 'none', 'x.png')]
  const child = spawn('npm', args, { env: { PATH, HOME, npm_config_cache: cache }, stdio: 'ignore' })
  await once(child, 'exit')
  expect(existsSync(join(cache, '_logs')) ? await readdir(join(cache, '_logs')) : []).toEqual([])
})

test('the doctor of a folder that is good says so of each thing, and leaves nothing', async () => {
  const dataDir = join(folder, 'to-come')
  const { code, output } = await run('doctor', '--data', dataDir, '--port', String(await findFreePort()))
  expect({ code, output }).toMatchObject({ code: 0 })
  expect(output).toMatch(/^(?:ok {4}.+\n){15}$/)
  expect(output).toContain('ok    log of PostgreSQL without statements and values')
  expect(existsSync(dataDir)).toBe(false)
})

test('the doctor asks a server that runs, whose port is its own', async () => {
  const server = await startTestServer()
  try {
    const { output } = await run('doctor', '--data', server.dataDir, '--port', String(server.port))
    expect(output).toContain(`ok    port ${server.port} (GPTImage runs there)`)
    await askDatabase(server, "alter role gptimage set log_statement = 'all'")
    const open = await run('doctor', '--data', server.dataDir, '--port', String(server.port))
    expect(open).toMatchObject({
      code: 1,
      output: expect.stringContaining(`alter role "gptimage" set log_statement = 'none';`),
    })
    const taken = await run('doctor', '--data', join(folder, 'other'), '--port', String(server.port))
    expect(taken).toMatchObject({
      code: 1,
      output: expect.stringMatching(/FAIL {2}port .*\n {6}It is taken/),
    })
  } finally {
    await server.dispose()
  }
})

test('the doctor names what is wrong and how to mend it', async () => {
  const { code, output } = await run('doctor', '--data', '/dev/null/nowhere')
  expect(code).toBe(1)
  expect(output).toMatch(/FAIL {2}data folder .*\n {6}The data folder .* Choose another with --data/)
})
