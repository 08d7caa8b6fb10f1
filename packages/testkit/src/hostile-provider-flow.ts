import * as z from 'zod/mini'
import type { HostileProvider } from './hostile-provider.ts'
import type { Client } from './sign-in.ts'
import type { SignInServer } from './sign-in-server.ts'

/** A sign-in that stands at the provider. */
export interface Flow {
  client: Client
  /** What the provider would send the browser back with, if all were well. */
  back: URLSearchParams
}

/** What a stopped sign-in left behind; all of it empty when it is as it should be. */
export interface Traces {
  status: number
  code: string | undefined
  accounts: number
  sessions: number
  isSignedIn: boolean
  log: string
}

const errorAnswer = z.object({ error: z.object({ code: z.string() }) })

let codes = 0

/** Presses the button and plays the provider's page. */
export async function beginSignIn(
  { server, provider }: { server: SignInServer; provider: HostileProvider },
  client: Client = server.newClient(),
): Promise<Flow> {
  const response = await client.request('/auth/signin')
  const { searchParams } = new URL(response.headers.get('location') ?? '')
  provider.setNonce(searchParams.get('nonce') ?? '')
  codes += 1
  const state = searchParams.get('state') ?? ''
  return { client, back: new URLSearchParams({ code: `code-${codes}`, state, iss: provider.issuer }) }
}

/** Sends the browser back. */
export function comeBack({ client, back }: Flow): Promise<Response> {
  return client.request(`/auth/callback?${back.toString()}`)
}

export async function readTraces(server: SignInServer, client: Client, response: Response): Promise<Traces> {
  const text = await response.text()
  const parsed = text.startsWith('{') ? errorAnswer.safeParse(JSON.parse(text)) : undefined
  const { database } = server
  const accounts = await database.selectFrom('accounts').select('id').execute()
  const sessions = await database.selectFrom('sessions').select('id').execute()
  return {
    status: response.status,
    code: parsed?.data?.error.code,
    accounts: accounts.length,
    sessions: sessions.length,
    isSignedIn: (await client.request('/api/session')).status !== 401,
    log: server.logLines.join('\n'),
  }
}
