import { expect, test } from 'vitest'
import { ask, askDatabase, findCredits, openPartneredServer, signIn, start, waitFor } from '#testkit'

/* Somebody who can write any row, and has the person's cookie not: what they change is refused, never obeyed. */

const { server, partner } = await openPartneredServer({ partnerSlots: 1, limits: { sweepEveryMs: 150 } })
const client = await signIn(server.url)

const wish = { prompt: 'a fox', model: 'plain/picture' }

test('a prompt that waits for one partner is not shown to another', async () => {
  partner.behave({ kind: 'stall', sizeBytes: 20_000 })
  const first = await start(client, wish)
  await partner.arrivals(1)
  const waiting = await start(client, wish)

  await askDatabase(
    server,
    `update generations set partner_id = 'builtin', model_id = 'builtin/sketch' where id = '${waiting.id}'`,
  )

  const ended = await waitFor(client, waiting.id)
  expect(ended).toMatchObject({ phase: 'interrupted', chargedCredits: 0 })
  partner.behave({ kind: 'draw', sizeBytes: 20_000 })
  partner.release()
  expect((await waitFor(client, first.id)).phase).toBe('delivered')
  expect(await findCredits(client)).toBe(99)
})

test('the same prompt in two sittings leaves nothing alike, so that no guess can be tried on it', async () => {
  partner.behave({ kind: 'draw', sizeBytes: 20_000 })
  const person = { email: 'twice@example.org' }
  const [here, there] = [await signIn(server.url, person), await signIn(server.url, person)]
  const same = { prompt: 'a snow fox', model: 'builtin/sketch', seed: 7 }
  const made = [await start(here, same), await start(there, same)]

  const rows = await askDatabase(
    server,
    `select encode(request_fingerprint, 'hex') as fingerprint from generations where id in ('${made.map(({ id }) => id).join("','")}')`,
  )
  expect(new Set(rows.map(({ fingerprint }) => fingerprint)).size).toBe(2)
})

test('a session that was put into the table opens no vault, and seals nothing to it', async () => {
  const hashes = 'select id, token_hash from sessions order by signed_in_at'
  const [victim] = await askDatabase(server, hashes)
  const sessions = (await askDatabase(server, hashes)).length
  const thief = await signIn(server.url, { email: 'thief@example.org' })
  const own = (await askDatabase(server, hashes))[sessions]
  const hex = (row: Record<string, unknown> | undefined) =>
    Buffer.from(row?.['token_hash'] as Buffer).toString('hex') // oxlint-disable-line typescript/no-unsafe-type-assertion -- a column of bytes
  // The thief's cookie now names the victim's session.
  await askDatabase(
    server,
    `delete from sessions where id = '${String(own?.['id'])}';
     update sessions set token_hash = '\\x${hex(own)}' where token_hash = '\\x${hex(victim)}'`,
  )

  const counted = 'select count(*)::int as rows from generations'
  const before = await askDatabase(server, counted)
  const list = await thief.request('/api/generations')

  expect(list.status).toBe(500)
  expect(await list.text()).not.toContain('fox')
  expect((await ask(thief, { prompt: 'another fox' })).status).toBe(500)
  expect(await askDatabase(server, counted)).toEqual(before)
})
