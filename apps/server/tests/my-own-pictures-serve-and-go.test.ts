import { encode } from 'fast-png'
import { describe, expect, test } from 'vitest'
import { uploadList } from '#contract'
import {
  addUpload,
  ask,
  askDatabase,
  type Client,
  findCredits,
  listObjectFiles,
  openImage,
  openPartneredServer,
  signIn,
  signOut,
  start,
  upload,
  waitFor,
} from '#testkit'

/* A picture of one's own: taken in, given to a model, seen by its owner only, and gone with the sitting. */

const model = 'plain/picture'
const { server, partner } = await openPartneredServer({ limits: { sweepEveryMs: 250 } })
const ada = await signInAs('ada')
const bob = await signInAs('bob')

async function signInAs(name: string): Promise<Client> {
  return signIn(server.url, { name, email: `${name}@example.org`, age: 30 })
}

/** A small picture with one word in its metadata; `alpha` below 255 makes it a mask. */
function aPicture({ side = 8, alpha = 255, word = 'secret' } = {}): Uint8Array {
  const data = new Uint8Array(side * side * 4).map((_, at) => (at % 4 === 3 ? alpha : at % 251))
  return encode({ width: side, height: side, data, channels: 4, text: { Comment: word } })
}

const sentTo = (prompt: string) =>
  JSON.parse(partner.seen.find(({ body }) => body.includes(prompt))?.body ?? '{}')
const code = async (response: Response) => JSON.parse(await response.text()).error?.code

test('what is taken in says what it is, opens for its owner without its metadata, and can be erased', async () => {
  const added = await upload(ada, aPicture())
  expect(added).toMatchObject({
    role: 'reference',
    mediaType: 'image/png',
    widthPx: 8,
    heightPx: 8,
    marks: [],
  })
  const { uploads } = uploadList.parse(await (await ada.request('/api/uploads')).json())
  expect(uploads).toContainEqual(added)
  const bytes = await openImage(ada, added.id)
  expect(bytes.includes('secret')).toBe(false)
  expect((await bob.request(`/api/images/${added.id}`)).status).toBe(404)
  expect((await bob.request(`/api/uploads/${added.id}`, { method: 'DELETE' })).status).toBe(404)
  expect((await ada.request(`/api/uploads/${added.id}`, { method: 'DELETE' })).status).toBe(204)
  expect((await ada.request(`/api/images/${added.id}`)).status).toBe(404)
})

test('references, mask and quality reach the model as they lie, in order, and the ledger says so', async () => {
  const first = await upload(ada, aPicture())
  const second = await upload(ada, aPicture({ side: 9 }))
  const mask = await upload(ada, aPicture({ alpha: 0 }), 'mask')
  const wish = { prompt: 'the same at night', model, quality: 'high' } as const
  const { id } = await start(ada, { ...wish, references: [first.id, second.id], mask: mask.id })
  const ended = await waitFor(ada, id)

  expect(ended.phase).toBe('delivered')
  expect(ended.chargedCredits).toBe(3)
  expect(ended.references).toEqual([
    { id: first.id, held: true },
    { id: second.id, held: true },
  ])
  expect(ended.mask).toEqual({ id: mask.id, held: true })
  const sent = sentTo('the same at night')
  expect(sent.quality).toBe('high')
  expect(sent.references).toEqual(
    (await Promise.all([openImage(ada, first.id), openImage(ada, second.id)])).map((bytes) =>
      bytes.toString('base64'),
    ),
  )
  expect(sent.mask).toBe((await openImage(ada, mask.id)).toString('base64'))
  const [row] = await askDatabase(
    server,
    `select content_kinds from disclosures where generation_id = '${id}'`,
  )
  expect(row).toEqual({ content_kinds: ['prompt', 'upload', 'mask'] })
})

test('a result serves as a reference, and one that was erased is said to be held no more', async () => {
  const { images } = await waitFor(ada, (await start(ada, { prompt: 'a base', model })).id)
  const own = await upload(ada, aPicture())
  const references = [images[0]?.id ?? '', own.id]
  const { id } = await start(ada, { prompt: 'built on it', model, references })
  expect((await waitFor(ada, id)).phase).toBe('delivered')
  await ada.request(`/api/uploads/${own.id}`, { method: 'DELETE' })
  const seen = JSON.parse(await (await ada.request(`/api/generations/${id}`)).text())
  expect(seen.references).toEqual([
    { id: references[0], held: true },
    { id: own.id, held: false },
  ])
})

describe('what does not fit costs nothing', () => {
  const none = 'obj_AAAAAAAAAAAAAAAAAAAAAA'
  test.each([
    ['an id that is none', 'nonsense'],
    ['an id of nothing', none],
  ])('%s as a reference', async (_, id) => {
    const before = await findCredits(ada)
    const response = await ask(ada, { prompt: 'x', model, references: [id] })
    expect([response.status, await code(response)]).toEqual([422, 'generation/input-not-found'])
    expect(await findCredits(ada)).toBe(before)
  })

  test("another's picture is as one that is not there", async () => {
    const theirs = await upload(bob, aPicture())
    const response = await ask(ada, { prompt: 'x', model, references: [theirs.id] })
    expect([response.status, await code(response)]).toEqual([422, 'generation/input-not-found'])
  })

  test('a mask of another size, or of nothing, or in the place of a reference', async () => {
    const picture = await upload(ada, aPicture())
    const mask = await upload(ada, aPicture({ side: 9, alpha: 0 }), 'mask')
    const wrongSize = await ask(ada, { prompt: 'x', model, references: [picture.id], mask: mask.id })
    expect(await code(wrongSize)).toBe('generation/mask-not-fitting')
    const alone = await ask(ada, { prompt: 'x', model, mask: mask.id })
    expect(await code(alone)).toBe('generation/mask-not-fitting')
    const asReference = await ask(ada, { prompt: 'x', model, references: [mask.id] })
    expect(await code(asReference)).toBe('generation/input-not-found')
  })

  test('more references than the model takes, and a quality it has not', async () => {
    const picture = await upload(ada, aPicture())
    const references = Array.from({ length: 5 }, () => picture.id)
    expect(await code(await ask(ada, { prompt: 'x', model, references }))).toBe(
      'models/references-not-supported',
    )
    expect(await code(await ask(ada, { prompt: 'x', model, quality: 'medium' }))).toBe(
      'models/option-not-supported',
    )
  })
})

describe('what is no picture is not taken in', () => {
  const cut = aPicture().subarray(0, 60)
  test.each([
    ['nothing', new Uint8Array(), 422, 'uploads/not-an-image'],
    ['a text', Buffer.from('hello, this is no picture at all'), 422, 'uploads/not-an-image'],
    [
      'a drawing with scripts',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      422,
      'uploads/not-an-image',
    ],
    ['half a picture', cut, 422, 'uploads/damaged'],
    ['too many bytes', new Uint8Array(20 * 1024 * 1024 + 1), 413, 'uploads/too-large'],
  ])('%s', async (_, bytes, status, expected) => {
    const response = await addUpload(ada, bytes)
    expect([response.status, await code(response)]).toEqual([status, expected])
  })

  test('a mask without transparency', async () => {
    const data = new Uint8Array(8 * 8 * 3)
    const response = await addUpload(ada, encode({ width: 8, height: 8, data, channels: 3 }), 'mask')
    expect([response.status, await code(response)]).toEqual([422, 'uploads/mask-not-usable'])
  })
})

test('a sitting holds no more than it may', async () => {
  const carl = await signInAs('carl')
  for (let at = 0; at < 64; at += 1) await upload(carl, aPicture())
  const response = await addUpload(carl, aPicture())
  expect([response.status, await code(response)]).toEqual([429, 'uploads/too-many'])
  await signOut(carl)
})

test('with the sitting all of it goes', async () => {
  await signOut(ada)
  await signOut(bob)
  expect(await askDatabase(server, 'select * from objects')).toEqual([])
  await expect.poll(() => listObjectFiles(server), { timeout: 60_000 }).toEqual([])
})
