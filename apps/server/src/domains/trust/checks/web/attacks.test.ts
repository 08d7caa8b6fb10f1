import { expect, test } from 'vitest'
import type { Answer, AskOptions, Look } from '../../parts.ts'
import { checkAttacks } from './attacks.ts'
import { type Attack, listAttacks, planted } from './list-attacks.ts'

const publicUrl = new URL('https://images.example.org')
const attacks = listAttacks(publicUrl, { isDirect: true })

function refuse({ ends: [status, code] }: Attack, change: Partial<Answer> = {}): Answer {
  const text = code === undefined ? '' : JSON.stringify({ error: { code } })
  return { status, headers: new Headers(), bytes: Buffer.from(text), ...change }
}

/** A server that refuses each as it must, but one, and counts what it was asked. */
function look(change: Partial<Answer> = {}, isDirect = true) {
  let asked = 0
  const [odd] = attacks
  const ask = async (path: string, options: AskOptions = {}) => {
    asked += 1
    const attack = attacks.find(
      (one) => one.path === path && JSON.stringify(one.options) === JSON.stringify(options),
    )
    if (attack === undefined) throw new Error('this is none of them')
    return refuse(attack, attack === odd ? change : {})
  }
  const server = { pid: 1, isDirect, ask }
  // Only what this check is handed.
  const place = { parts: { publicUrl }, startedAt: new Date(), server } as unknown as Look // oxlint-disable-line typescript/no-unsafe-type-assertion
  return { place, count: () => asked }
}

test('a server that refuses each as it must is good', async () => {
  const { place, count } = look()
  const result = await checkAttacks(place)
  expect(result).toMatchObject({ outcome: 'good', scanned: { attacks: attacks.length } })
  expect(count()).toBe(attacks.length)
  expect(attacks.length).toBeGreaterThan(30)
})

const body = (text: string) => ({ bytes: Buffer.from(text) })
const refusal = (more: object) => body(JSON.stringify({ error: { code: 'http/cross-site', ...more } }))
test.each<[string, Partial<Answer>]>([
  ['takes one', { status: 204, ...body('') }],
  ['breaks on one', { status: 500 }],
  ['refuses one for another reason', body('{"error":{"code":"http/not-found"}}')],
  ['refuses one without a code', body('<h1>Forbidden</h1>')],
  ['gives a stranger a cookie', { headers: new Headers({ 'Set-Cookie': 'a=b' }) }],
  ['says what was sent', refusal({ message: `no ${planted}` })],
  ['says it in a header', { headers: new Headers({ Location: `/${planted}` }) }],
  ['shows its inside', refusal({ message: new Error('broken').stack })],
])('one that %s is bad', async (_, change) => {
  expect(await checkAttacks(look(change).place)).toMatchObject({
    outcome: 'bad',
    reason: 'answered-otherwise',
  })
})

test('past a proxy only what a proxy lets through is sent', async () => {
  const { place, count } = look({}, false)
  expect((await checkAttacks(place)).outcome).toBe('good')
  expect(count()).toBeGreaterThan(20)
  expect(count()).toBeLessThan(attacks.length)
})

test('each brings the words by which it would be known', () => {
  const session = Buffer.alloc(32, planted).toString('base64url')
  const silent = attacks.filter(
    ({ path, options }) =>
      ![planted, session].some((words) => JSON.stringify([path, options]).includes(words)),
  )
  expect(silent).toEqual([])
})
