import fc from 'fast-check'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { PartnerFault, PictureJson } from '../index.ts'
import type { PictureJsonOptions } from './picture-json.ts'

async function* inPieces(bytes: Buffer, sizes: readonly number[] = []) {
  let offset = 0
  for (const size of sizes) {
    yield bytes.subarray(offset, offset + size)
    offset += size
  }
  yield bytes.subarray(offset)
}

async function read(
  text: string,
  sizes?: readonly number[],
  restMaximumBytes = 4_096,
  options: Partial<PictureJsonOptions> = { key: 'b64_json' },
) {
  const document = new PictureJson(inPieces(Buffer.from(text), sizes), { restMaximumBytes, ...options })
  const pictures: Buffer[] = []
  for (let next = await document.nextPicture(); next !== undefined; next = await document.nextPicture())
    pictures.push(await buffer(next))
  return { pictures, rest: document.rest() }
}

const sizes = fc.array(fc.nat(40), { maxLength: 20 })
const whiteSpace = fc.constantFrom('', ' ', '\n  ', '\t', '\r\n')
const picture = fc.uint8Array({ maxLength: 200 })

test('pictures come whole and in order, however it is cut, spaced and ordered', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(picture, { maxLength: 4 }),
      fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.double({ noNaN: true }), fc.constant(null))),
      fc.tuple(whiteSpace, fc.boolean(), sizes),
      async (pictures, other, [space, isFirst, cuts]) => {
        const data = pictures.map((bytes) => ({ ...other, b64_json: Buffer.from(bytes).toString('base64') }))
        const whole = isFirst ? { data, other } : { other, data }
        const text = JSON.stringify(whole, undefined, space.trim() === '' ? space : '')
        const found = await read(text, cuts, 100_000)
        expect(found.pictures).toEqual(pictures.map((bytes) => Buffer.from(bytes)))
        expect(JSON.parse(found.rest)).toEqual(
          JSON.parse(JSON.stringify({ data: data.map((entry) => ({ ...entry, b64_json: '' })), other })),
        )
      },
    ),
  )
})

test.each([
  ['another field of the same text', '{"note":"b64_json","other":"QUJD"}'],
  ['the name as a value', '{"a":"b64_json" , "b":"QUJD"}'],
  ['no string', '{"b64_json":null,"url":"QUJD"}'],
  ['a list', '{"b64_json":["QUJD"]}'],
  ['an escaped quote', String.raw`{"revised_prompt":"say \"b64_json\":\"QUJD\" \\"}`],
  ['nothing at all', ''],
])('%s is no picture', async (_, text) => {
  expect(await read(text)).toEqual({ pictures: [], rest: text })
})

test.each([
  ['a slash', String.raw`\/\/\/\/`],
  ['a plus', String.raw`\u002b\u002B++`],
  ['padding', String.raw`QQ\u003d\u003D`],
])('%s that is escaped is read, however it is cut', async (_, escaped) => {
  const value: unknown = JSON.parse(`"${escaped}"`)
  const text = `{"b64_json":"${escaped}"}`
  for (let cut = 0; cut < text.length; cut += 1)
    expect((await read(text, [cut])).pictures).toEqual([Buffer.from(String(value), 'base64')])
})

test('padding that is left out is no fault', async () => {
  expect((await read('{"b64_json":"QQ"}')).pictures).toEqual([Buffer.from('A')])
})

test.each([
  ['a character that is none', 'QU*D'],
  ['five characters', 'QUJDR'],
  ['padding inside', 'QQ==QUJD'],
  ['a line break', String.raw`QUJD\nQUJD`],
  ['another escape', String.raw`QU\u004a`],
  ['an address', 'data:image/png;base64,QUJD'],
  ['an escape that does not end', 'QUJD\\'],
])('%s in base64 is malformed', async (_, text) => {
  for (const cut of [0, 1, 14, 15, 16, 17, 18])
    await expect(read(`{"b64_json":"${text}"}`, [cut])).rejects.toBeInstanceOf(PartnerFault)
})

test('a picture that breaks off is malformed', async () => {
  await expect(read('{"b64_json":"QUJD')).rejects.toMatchObject({
    failure: 'malformed-answer',
    disclosed: 'sent',
  })
})

test('more around the pictures than is read is malformed', async () => {
  await expect(read(`{"a":"${'x'.repeat(5_000)}"}`)).rejects.toBeInstanceOf(PartnerFault)
  await expect(read(' '.repeat(5_000))).rejects.toBeInstanceOf(PartnerFault)
})

test('a picture that is left is passed over', async () => {
  const text = `{"data":[{"b64_json":"${Buffer.alloc(3_000, 1).toString('base64')}"},{"b64_json":"QUJD"}]}`
  const document = new PictureJson(inPieces(Buffer.from(text), [50, 1_000]), {
    key: 'b64_json',
    restMaximumBytes: 500,
  })
  const first = await document.nextPicture()
  for await (const piece of first ?? []) if (piece.byteLength > 0) break
  const second = await document.nextPicture()
  expect(second === undefined ? undefined : await buffer(second)).toEqual(Buffer.from('ABC'))
  expect(await document.nextPicture()).toBeUndefined()
})

test('what is held of 200 MB does not grow with it', async () => {
  const piece = Buffer.alloc(65_536, 'QUJD')
  async function* endless() {
    yield Buffer.from('{"b64_json":"')
    for (let sent = 0; sent < 200e6; sent += piece.length) yield piece
    yield Buffer.from('"}')
  }
  const document = new PictureJson(endless(), { key: 'b64_json', restMaximumBytes: 500 })
  const before = process.memoryUsage.rss()
  let total = 0
  for await (const bytes of (await document.nextPicture()) ?? []) total += bytes.byteLength
  expect(total).toBeGreaterThan(150e6 - 1)
  expect(process.memoryUsage.rss() - before).toBeLessThan(80e6)
})

const dataUrls = (text: string, cuts: readonly number[] = [], key?: string) =>
  read(text, cuts, 4_096, { form: 'data-url', ...(key === undefined ? {} : { key }) })

test('a data URL is a picture, however it is cut and escaped, and its head stays', async () => {
  for (const head of ['data:image/png;base64,', String.raw`data:image\/svg+xml;base64,`]) {
    const text = `{"images":[{"url":"${head}QUJD","width":1}]}`
    for (let cut = 0; cut < text.length; cut += 1)
      expect(await dataUrls(text, [cut], 'url')).toEqual({
        pictures: [Buffer.from('ABC')],
        rest: `{"images":[{"url":"${head}","width":1}]}`,
      })
  }
})

test.each([
  ['an address', '{"url":"https://v3.fal.media/files/a,b/c.png"}'],
  ['an address of another kind', '{"url":"data:text/plain;base64,QUJD"}'],
  ['a picture that is no base64', '{"url":"data:image/svg+xml,<svg/>"}'],
  ['a head without end', `{"url":"data:image/${'x'.repeat(60)};base64,QUJD"}`],
  ['another name', '{"note":"data:image/png;base64,QUJD"}'],
  ['a quote in between', String.raw`{"url":"data:image/png\";base64,QUJD"}`],
  ['nothing', '{"url":"","next":","}'],
])('%s is no data URL of a picture', async (_, text) => {
  expect(await dataUrls(text, [], 'url')).toEqual({ pictures: [], rest: text })
})

test('without a name every data URL is taken out, in lists too', async () => {
  const url = 'data:image/jpeg;base64,'
  const text = `{"detail":[{"input":{"image_urls":["${url}QUJD","${url}QUJD"],"prompt":"a, b"}}]}`
  expect(await dataUrls(text)).toEqual({
    pictures: [Buffer.from('ABC'), Buffer.from('ABC')],
    rest: `{"detail":[{"input":{"image_urls":["${url}","${url}"],"prompt":"a, b"}}]}`,
  })
})
