import fc from 'fast-check'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { PartnerFault, readEventStream } from '../index.ts'

async function* inPieces(bytes: Buffer, sizes: readonly number[] = []) {
  let offset = 0
  for (const size of sizes) {
    yield bytes.subarray(offset, offset + size)
    offset += size
  }
  yield bytes.subarray(offset)
}

async function read(stream: string, sizes?: readonly number[]) {
  const events: [string, string][] = []
  for await (const { name, data } of readEventStream(inPieces(Buffer.from(stream), sizes)))
    events.push([name, await text(data)])
  return events
}

test('events come whole, however they are cut and their lines end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.array(fc.nat(12), { maxLength: 30 }),
      fc.array(fc.stringMatching(/^[a-z{}":,]{0,30}$/), { maxLength: 5 }),
      async (end, cuts, values) => {
        const stream = values
          .map((value, index) => [`: ping`, `event: e${index}`, `id: 7`, `data: ${value}`, '', ''].join(end))
          .join('')
        expect(await read(stream, cuts)).toEqual(values.map((value, index) => [`e${index}`, value]))
      },
    ),
  )
})

test.each<[string, string, [string, string][]]>([
  ['no name', 'data: a\n\n', [['', 'a']]],
  ['a name after its data', 'data: a\nevent: x\n\n', [['', 'a']]],
  ['a name without data', 'event: x\n\ndata: a\n\n', [['', 'a']]],
  ['data in two lines', 'data: a\ndata:b\n\n', [['', 'a\nb']]],
  ['data of no value', 'data\n\n', [['', '']]],
  ['no end', 'event: x\ndata: a', [['x', 'a']]],
  ['two spaces', 'data:  a\n\n', [['', ' a']]],
  ['comments only', ': a\n\n: b\n', []],
])('%s is read as the standard says', async (_, stream, events) => {
  for (let cut = 0; cut <= stream.length; cut += 1) expect(await read(stream, [cut])).toEqual(events)
})

test('data that is left is passed over', async () => {
  const names: string[] = []
  const stream = `event: a\ndata: ${'x'.repeat(200)}\n\nevent: b\ndata: y\n\n`
  for await (const { name, data } of readEventStream(inPieces(Buffer.from(stream), [30, 30]))) {
    for await (const piece of data) if (piece.byteLength > 0) break
    names.push(name)
  }
  expect(names).toEqual(['a', 'b'])
})

test.each([
  ['a field name', 'x'.repeat(2_000)],
  ['a comment', `: ${'x'.repeat(2_000)}`],
  ['an event name', `event: ${'x'.repeat(2_000)}`],
])('%s without end is malformed', async (_, stream) => {
  await expect(read(stream, [700, 700])).rejects.toBeInstanceOf(PartnerFault)
})
