import { once } from 'node:events'
import { createServer } from 'node:http'
import { createClient, signIn } from '../packages/testkit/src/sign-in.ts'
import { startTestServer } from '../packages/testkit/src/test-server.ts'
import type { Figure } from './figure.ts'
import {
  type Category,
  ensureLighthouse,
  type Judged,
  judge,
  type Page,
  type Preset,
} from './lighthouse-runs.ts'

const times = 5
const presets: readonly Preset[] = ['mobile', 'desktop']

type Goals = Readonly<Partial<Record<Category, number>>>
const publicGoals: Goals = { performance: 95, accessibility: 95, 'best-practices': 95, seo: 95 }
/** Search engines are told to stay out of what follows: it is a step of somebody's, or their own. */
const stepGoals: Goals = { performance: 95, accessibility: 95, 'best-practices': 95 }
const studioGoals: Goals = { performance: 90, accessibility: 100 }
const published = ['privacy', 'terms', 'content-policy', 'trust']

/** What Lighthouse says of every page there is without a session, and of the studio; the median of five runs each. */
export async function* measureLighthouse(): AsyncGenerator<Figure> {
  await ensureLighthouse()
  const bare = await serveBarePage()
  const server = await startTestServer({ environment: { TRUSTED_PROXIES: '127.0.0.1', LOG_LEVEL: 'error' } })
  try {
    const { url } = server
    const { cookieHeader } = await signIn(url, {}, { forwardedFor: '192.0.2.1' })
    // What everybody sees first is judged first; half a sign-in lapses, and is begun anew each time.
    const pages: readonly { name: string; open(): Page | Promise<Page>; goals: Goals }[] = [
      { name: 'studio', open: () => ({ url, cookie: cookieHeader }), goals: studioGoals },
      { name: 'welcome', open: () => ({ url }), goals: publicGoals },
      ...published.map((name) => ({ name, open: () => ({ url: `${url}/${name}` }), goals: publicGoals })),
      { name: 'demo sign-in', open: () => ({ url: `${url}/auth/signin` }), goals: stepGoals },
      { name: 'question of age', open: () => openAgeQuestion(url), goals: stepGoals },
    ]
    for (const preset of presets) {
      const floor = await judge({ url: bare.url }, preset, times)
      for (const { name, open, goals } of pages)
        yield describe(`${name}, ${preset}`, await judge(await open(), preset, times), { floor, goals })
    }
  } finally {
    bare.close()
    await server.dispose()
  }
}

/** Somebody half-way through a first sign-in. */
async function openAgeQuestion(url: string): Promise<Page> {
  const client = createClient(url, { forwardedFor: '192.0.2.2' })
  const form = await client.follow('/auth/signin')
  const asked = await client.post(form.url.href, {
    name: 'Bo',
    email: 'bo@example.org',
    answer: 'sign-in',
  })
  if (asked.url.pathname !== '/auth/age') throw new Error(`the sign-in went on to ${asked.url.pathname}`)
  return { url: asked.url.href, cookie: client.cookieHeader }
}

/** The floor: one sentence and nothing else. */
async function serveBarePage(): Promise<{ url: string; close(): void }> {
  const markup = '<!doctype html><html lang="en"><title>Bare</title><main><h1>One sentence.</h1></main>'
  const server = createServer((_, outgoing) => {
    outgoing.setHeader('Content-Type', 'text/html; charset=utf-8')
    outgoing.end(markup)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { url: `http://127.0.0.1:${address.port}/`, close: () => void server.close() }
}

function describe(
  name: string,
  { scores, paintMs, blockedMs, machine }: Judged,
  { floor, goals }: { floor: Judged; goals: Goals },
): Figure {
  const shown = Object.entries(scores).map(([category, score]) => `${category} ${score}`)
  const speed = `largest paint ${(paintMs / 1000).toFixed(1)} s, blocked ${blockedMs.toFixed(0)} ms`
  return {
    name: `Lighthouse: ${name}`,
    measured: `${shown.join(', ')} (${speed})`,
    floor: `${floor.scores.performance}, blocked ${floor.blockedMs.toFixed(0)} ms; machine ${machine.toFixed(0)}`,
    goal: Object.entries(goals)
      .map(([category, least]) => `${category} ≥ ${least}`)
      .join(', '),
    isMet: Object.entries(scores).every(
      ([category, score]) => score >= (Object.entries(goals).find(([name]) => name === category)?.[1] ?? 0),
    ),
  }
}
