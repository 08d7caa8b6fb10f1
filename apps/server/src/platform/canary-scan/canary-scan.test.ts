import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { needlesOf, scanApart, scanBytes, scanFolders, scanPlaces } from './index.ts'

const marker = 'canary-Zq81-prompt-text-7Kd'
const noise = () => randomBytes(200)
const around = (bytes: Buffer | string) => Buffer.concat([noise(), Buffer.from(bytes), noise()])

describe('the canary scanner', () => {
  it.each([
    ['raw', Buffer.from(marker)],
    ['UTF-16 little endian', Buffer.from(marker, 'utf16le')],
    ['UTF-16 big endian', Buffer.from(marker, 'utf16le').swap16()],
    ['base64 at offset 0', Buffer.from(marker).toString('base64')],
    ['base64 at offset 1', Buffer.from(`x${marker}`).toString('base64')],
    ['base64 at offset 2', Buffer.from(`xy${marker}`).toString('base64')],
    ['base64url at offset 1', Buffer.from(`x${marker}`).toString('base64url')],
    ['hex', Buffer.from(marker).toString('hex')],
    ['upper-case hex', Buffer.from(marker).toString('hex').toUpperCase()],
    ['percent', Buffer.from(marker).toString('hex').replaceAll(/../g, '%$&')],
    ['JSON escapes', Array.from(marker, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`).join('')],
    ['gzip', gzipSync(`some text ${marker} more`)],
    ['zlib', deflateSync(`some text ${marker} more`)],
    ['base64 inside gzip', gzipSync(Buffer.from(`xy${marker} more`).toString('base64'))],
  ])('finds a marker as %s', (_form, bytes) => {
    const hits = scanBytes('here', around(bytes), needlesOf([marker]))

    expect(hits.length).toBeGreaterThan(0)
  })

  it('finds nothing in noise', () => {
    expect(scanBytes('here', randomBytes(2_000_000), needlesOf([marker]))).toEqual([])
  })
})

describe('scanning folders', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'canary-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('finds a marker that lies across the border of two windows', async () => {
    const bytes = Buffer.alloc(20 * 1024 * 1024)
    bytes.write(marker, 8 * 1024 * 1024 - 10)
    await writeFile(join(folder, 'large'), bytes)

    const report = await scanFolders([folder], [marker])

    expect(report.hits.map((hit) => hit.form)).toEqual(['raw'])
    expect(report.bytesRead).toBeGreaterThanOrEqual(bytes.length)
  })

  it('finds the same in a thread of its own', async () => {
    await writeFile(join(folder, 'open'), `a ${marker} b`)

    const { hits } = await scanApart([{ folder }], [marker], AbortSignal.timeout(10_000))

    expect(hits.map(({ form }) => form)).toEqual(['raw'])
    await expect(scanApart([{ folder }], [marker], AbortSignal.abort())).rejects.toThrow('aborted')
  })

  it('passes over what is older or deeper than asked, and counts it', async () => {
    const old = join(folder, 'old')
    await writeFile(old, marker)
    // The status time of a file is set by nobody: only a moment to come makes a file of now an old one.
    const since = new Date(Date.now() + 3_600_000)
    await utimes(old, new Date(0), new Date(0))
    await mkdir(join(folder, 'one', 'two'), { recursive: true })
    await writeFile(join(folder, 'one', 'two', 'deep'), marker)

    expect(await scanPlaces([{ folder, since }], [marker])).toMatchObject({ hits: [], filesPassedOver: 2 })
    expect((await scanPlaces([{ folder, deepest: 1 }], [marker])).hits.map(({ place }) => place)).toEqual([
      old,
    ])
    expect((await scanPlaces([{ folder: join(folder, 'none') }], [marker])).filesRead).toBe(0)
  })
})
