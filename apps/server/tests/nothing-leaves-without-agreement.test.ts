import { beforeEach, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { type GenerationView, generationView, modelList, partnerList } from '#contract'
import {
  agreeToPartners,
  askDatabase,
  askOnce,
  type Client,
  findCredits,
  openPartneredServer,
  readGeneration,
  signIn,
  start,
  waitFor,
} from '#testkit'

/* A partner receives something only from who agreed to it, to its terms of now, in a region they allow. */

const { server, partner } = await openPartneredServer({
  partnerSlots: 1,
  limits: { leaseMs: 1_500, leaseRenewMs: 300, sweepEveryMs: 150 },
})
const wish = { prompt: 'a fox in the snow', model: 'plain/picture' }

let client: Client
beforeEach(async ({ task }) => {
  partner.behave({ kind: 'draw', sizeBytes: 10_000 })
  client = await signIn(server.url, { name: 'Ada', email: `${task.id}@example.org`, age: 30 })
})

const posts = () => partner.seen.filter(({ method }) => method === 'POST').length
const errorBody = z.object({ error: z.object({ code: z.string(), facts: z.optional(z.unknown()) }) })

async function refusalOf(response: Response) {
  return { status: response.status, ...errorBody.parse(await response.json()).error }
}

const send = (path: string, method: 'POST' | 'DELETE', body?: object) =>
  client.request(path, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

const withdraw = () => send('/api/partners/plain/agreement', 'DELETE')

test('before the first agreement nothing is sealed, held, written or sent, and the partner is named', async () => {
  const before = posts()
  const refused = await refusalOf(await askOnce(client, wish))
  expect(refused).toMatchObject({
    status: 403,
    code: 'disclosures/partner-not-agreed',
    facts: { partner: 'plain', region: 'test' },
  })
  expect(await findCredits(client)).toBe(100)
  expect(
    await askDatabase(
      server,
      'select count(*)::int from generations union all select count(*)::int from vaults',
    ),
  ).toEqual([{ count: 0 }, { count: 0 }])
  expect(posts()).toBe(before)

  // What is drawn inside this program needs no agreement.
  expect((await askOnce(client, { prompt: 'a fox' })).status).toBe(202)
})

test('terms are agreed to as they were shown, and no others', async () => {
  const wrong = await send('/api/partners/plain/agreement', 'POST', { termsVersion: 'those-of-last-year' })
  expect(await refusalOf(wrong)).toMatchObject({ status: 409, code: 'disclosures/terms-changed' })
  expect((await askOnce(client, wish)).status).toBe(403)
  await agreeToPartners(client)
  expect((await askOnce(client, wish)).status).toBe(202)
  await askDatabase(server, "update partner_consents set terms_version = 'those-of-before'")
  expect((await askOnce(client, wish)).status).toBe(403)
  const { partners } = partnerList.parse(await (await client.request('/api/partners')).json())
  expect(partners.find(({ id }) => id === 'plain')).toMatchObject({
    isAgreed: false,
    agreedAt: expect.any(String),
  })
})

test('taken back while it waits, it is not sent, and credits come back', async () => {
  partner.behave({ kind: 'draw', sizeBytes: 10_000, isHeld: true })
  const first = await start(client, wish)
  await expect.poll(async () => (await readGeneration(client, first.id)).phase).toBe('running')
  const waiting = await start(client, wish)
  const before = posts()
  expect((await withdraw()).status).toBe(204)
  partner.release()
  partner.behave({ kind: 'draw', sizeBytes: 10_000 })

  expect(await waitFor(client, first.id)).toMatchObject({ phase: 'delivered' })
  expect(await waitFor(client, waiting.id)).toMatchObject({ phase: 'cancelled', chargedCredits: 0 })
  expect(posts()).toBe(before)
  expect(await rowsOf(waiting)).toEqual([])
  expect(await findCredits(client)).toBe(100 - first.quotedCredits)
})

const rowsOf = ({ id }: GenerationView) =>
  askDatabase(server, `select state from disclosures where generation_id = '${id}'`)

test('taken back, what was interrupted does not go on before it is given again', async () => {
  partner.behave({ kind: 'hang' })
  const { id } = await start(client, wish)
  await expect.poll(async () => (await readGeneration(client, id)).phase).toBe('running')
  // As if its worker had died.
  await askDatabase(
    server,
    `update generations set worker_id = null, lease_until = now() - interval '1 minute' where id = '${id}'`,
  )
  await waitFor(client, id, ({ phase }) => phase === 'interrupted')
  partner.release()
  partner.behave({ kind: 'draw', sizeBytes: 10_000 })
  await withdraw()
  const resume = () => client.request(`/api/generations/${id}/resume`, { method: 'POST' })
  expect(await refusalOf(await resume())).toMatchObject({ code: 'disclosures/partner-not-agreed' })
  await agreeToPartners(client)
  expect(generationView.parse(await (await resume()).json())).toMatchObject({ attempt: 2 })
  expect(await waitFor(client, id)).toMatchObject({ phase: 'delivered' })
})

test('who keeps to other regions is not offered it, and refused, also with an agreement', async () => {
  await agreeToPartners(client)
  expect((await send('/api/partners/regions', 'POST', { allowed: ['EU'] })).status).toBe(204)
  const { models } = modelList.parse(await (await client.request('/api/models')).json())
  expect(models.map(({ id, handling }) => [id, handling.isAllowed])).toEqual([
    ['builtin/sketch', true],
    ['plain/picture', false],
  ])
  expect(await refusalOf(await askOnce(client, wish))).toMatchObject({
    status: 403,
    code: 'disclosures/region-not-allowed',
  })
  await send('/api/partners/regions', 'POST', {})
  expect((await askOnce(client, wish)).status).toBe(202)
})
