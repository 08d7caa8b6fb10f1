import { expect, test } from 'vitest'
import { sessionView } from '#contract'
import {
  askDatabase,
  type Client,
  findCredits,
  listObjectFiles,
  openImage,
  openServer,
  readGeneration,
  signIn,
  signOut,
  start,
  waitFor,
} from '#testkit'

/* What a person's own device says it holds for good, the server erases at once, and only that. */

const server = await openServer()

const keep = (client: Client, id: string) => client.request(`/api/images/${id}/kept`, { method: 'POST' })
const imageIdsOf = async (client: Client, id: string) =>
  (await readGeneration(client, id)).images.map((image) => image.id ?? '')
const countOf = async (objectId: string) =>
  (await askDatabase(server, `select id from objects where id = '${objectId}'`)).length
const fileOf = async (objectId: string) =>
  (await listObjectFiles(server)).filter((path) => path.includes(objectId)).length

async function libraryIdOf(client: Client): Promise<string> {
  const answer = await client.request('/api/session')
  return sessionView.parse(await answer.json()).account.libraryId
}

test('a kept picture is gone in bytes and row, its neighbour stays, and every tab is told', async () => {
  const client = await signIn(server.url)
  const { id } = await waitFor(client, (await start(client, { prompt: 'two ducks', count: 2 })).id)
  const [first = '', second = ''] = await imageIdsOf(client, id)
  expect([await countOf(first), await fileOf(first)]).toEqual([1, 1])
  const told = waitFor(client, id, ({ images }) => images[0]?.state === 'kept')

  expect((await keep(client, first)).status).toBe(204)

  expect((await told).images).toMatchObject([{ state: 'kept' }, { state: 'ready', id: second }])
  expect([await countOf(first), await fileOf(first)]).toEqual([0, 0])
  expect((await client.request(`/api/images/${first}`)).status).toBe(404)
  expect((await openImage(client, second)).length).toBeGreaterThan(1000)
  expect((await readGeneration(client, id)).prompt).toBe('two ducks')
  expect(await findCredits(client)).toBe(98)
})

test('said twice, also at once, it is kept once and the others find nothing', async () => {
  const client = await signIn(server.url)
  const { id } = await waitFor(client, (await start(client, { prompt: 'a hen' })).id)
  const [image = ''] = await imageIdsOf(client, id)

  const answers = await Promise.all(Array.from({ length: 5 }, () => keep(client, image)))

  expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 404, 404, 404, 404])
  const [row] = await askDatabase(server, `select kept_images from generations where id = '${id}'`)
  expect(row).toEqual({ kept_images: [0] })
  expect((await client.request(`/api/images/${image}`, { method: 'DELETE' })).status).toBe(404)
  expect((await client.request(`/api/generations/${id}`, { method: 'DELETE' })).status).toBe(204)
})

test('words and partials cannot be kept away', async () => {
  const client = await signIn(server.url)
  const { id } = await waitFor(client, (await start(client, { prompt: 'a goose' })).id)
  const [prompt] = await askDatabase(server, `select prompt_object_id from generations where id = '${id}'`)
  const promptId = String(prompt?.['prompt_object_id'])
  const partial = await start(client, { prompt: 'a slow goose', count: 4, widthPx: 1024, heightPx: 1024 })
  const running = await waitFor(client, partial.id, ({ images }) =>
    images.some(({ state }) => state === 'developing'),
  )
  const partialId = running.images.find(({ state }) => state === 'developing')?.id ?? ''

  const answers = [await keep(client, promptId), await keep(client, partialId)]

  expect(answers.map(({ status }) => status)).toEqual([404, 404])
  expect(await countOf(promptId)).toBe(1)
})

test('a library has one name for an account, at every sign-in, and another for another', async () => {
  const ada = await signIn(server.url, { email: 'ada@example.org' })
  const name = await libraryIdOf(ada)
  await signOut(ada)
  const again = await signIn(server.url, { email: 'ada@example.org' })
  const ben = await signIn(server.url, { email: 'ben@example.org' })

  expect(name).toMatch(/^[\w-]{22}$/)
  expect(await libraryIdOf(again)).toBe(name)
  expect(await libraryIdOf(ben)).not.toBe(name)
})
