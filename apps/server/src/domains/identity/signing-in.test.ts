import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { type SignInServer, signInWith, startSignInServer } from '#testkit'

let server: SignInServer

beforeAll(async () => {
  server = await startSignInServer()
})
afterAll(() => server.close())

const asked = z.object({ id: z.string(), accountId: z.string() })
const whoAsks = async (client: { request(path: string): Promise<Response> }) =>
  asked.parse(await (await client.request('/api/session')).json())

describe('the demo sign-in', () => {
  test('ends at the studio, with an account, a reference and a session', async () => {
    const client = server.newClient()

    const page = await signInWith(client, { name: 'Grace Example', email: 'grace@example.com' })

    expect(page.status).toBe(200)
    expect(page.url.pathname).toBe('/')
    expect(page.text).toContain('the studio')
    const { accountId } = await whoAsks(client)
    const account = await server.database.selectFrom('accounts').selectAll().executeTakeFirstOrThrow()
    expect(account).toMatchObject({ id: accountId, age_threshold: 13, role: 'person' })
  })
})
