import { type AskCondition, paymentAsks } from '#server/domains/policies/index.ts'
import type { Look, TrustParts } from '../../parts.ts'
import { judge, notChecked, type Result } from '../../result.ts'
import { countDifferences } from '../count-differences.ts'
import { readRows, readSection } from './read-section.ts'

const link = /\[([^\]]+)\]\(([^)]+)\)/g

type Settings = Pick<TrustParts, 'partners' | 'operator'>

const leaving = ({ partners }: Settings) =>
  partners.filter(({ description }) => description.leavesInstallation)
const isUnfiltered = (settings: Settings) =>
  leaving(settings).some(({ description }) => description.terms.basis === 'self-hosted')

/** When a row stands there: judged anew, past the page that is judged. */
const holds: Readonly<Record<AskCondition, (settings: Settings) => boolean>> = {
  operator: ({ operator }) => !operator.isStandIn,
  'stand-in': ({ operator }) => operator.isStandIn,
  'no-partners': (settings) => leaving(settings).length === 0,
  'refuses-nothing': isUnfiltered,
  'filters-of-partners': (settings) => leaving(settings).length > 0 && !isUnfiltered(settings),
}

/**
 * What payment companies ask stands in the content policy, each once, with the state that the settings give it at this
 * moment; and the places that it names are there.
 */
export async function checkPaymentAsks({ parts, server }: Look): Promise<Result> {
  if (server === undefined) return notChecked('no-server')
  const rows = paymentAsks.rows.flatMap(({ asks, state, here }) => {
    if (typeof here !== 'string' && !holds[here.when](parts)) return []
    return [{ asks, state: paymentAsks.states[state], words: typeof here === 'string' ? here : here.text }]
  })
  const asked = new Set(paymentAsks.rows.map(({ asks }) => asks))
  const wanted = rows.map(({ asks, state, words }) => [
    asks,
    state,
    parts.policies.fill(words.replaceAll(link, '$1')),
  ])
  const said = readRows(await readSection(server, '/content-policy', 'payments'))
  const places = new Set(
    rows.flatMap(({ words }) => [...words.matchAll(link)].map(([, , place]) => place ?? '')),
  )
  let missing = 0
  for (const place of places) {
    const [path = '', id] = place.split('#')
    const { status, bytes } = await server.ask(path)
    if (status !== 200 || (id !== undefined && !bytes.includes(`id="${id}"`))) missing += 1
  }
  const write = (all: readonly (readonly string[])[]) => new Set(all.map((cells) => JSON.stringify(cells)))
  const unsaid = Math.abs(asked.size - rows.length) + Math.abs(asked.size - said.length)
  return judge(unsaid + countDifferences(write(wanted), write(said)) + missing, 'differs', {
    asks: asked.size,
    places: places.size,
  })
}
