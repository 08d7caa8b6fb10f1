import { html, type Html, join, renderPage } from '#server/pages/index.ts'
import type { ChainVerdict } from '../audit/follow-chain.ts'
import type { CaseClock } from '../cases/case-clock.ts'
import type { QueuedCase } from '../cases/list-cases.ts'
import { renderMoment, sayDuration } from './moments.ts'
import { kindWords, sayAbout } from './words.ts'

/** What has just been done, told on the page one comes back to. */
export const afterWords = {
  answered: 'Answered, and entered in the record.',
  recorded: 'Entered. The counts on the public pages have it.',
} as const
export type After = keyof typeof afterWords

export interface QueueView {
  cases: readonly QueuedCase[]
  chain: ChainVerdict
  after: After | undefined
}

/** Everything that somebody waits for, due soonest first. */
export function renderQueuePage({ cases, chain, after }: QueueView): string {
  return renderPage({
    title: 'Operator · GPTImage',
    kind: 'desk',
    body: html`${after === undefined ? '' : html`<p class="note" role="status">${afterWords[after]}</p>`}
<h1>What people wait for</h1>
${renderChain(chain)}
<nav class="ways" aria-label="What can be entered">
<a class="button quiet" href="/operator/request">Enter a request that came by mail</a>
<a class="button quiet" href="/operator/transparency">Legal disclosures</a>
</nav>
${cases.length === 0 ? html`<p class="second">Nobody waits for anything.</p>` : renderCases(cases)}`,
  })
}

function renderChain(chain: ChainVerdict): Html {
  if (chain.isWhole) {
    const acts = chain.count === 1 ? 'one act' : `${chain.count} acts`
    return html`<p class="second">The record of what operators did is whole: ${acts}.</p>`
  }
  return html`<p class="alarm" role="alert"><strong>The record of what operators did was changed past this program</strong>, from entry ${chain.at} on. Find out by whom: <code>npm run gptimage -- audit chain</code></p>`
}

function renderCases(cases: readonly QueuedCase[]): Html {
  const late = (state: string) => cases.filter(({ clock }) => clock.state === state).length
  return html`<p class="second">${cases.length} waiting · ${late('past-half')} past half of their time · ${late('overdue')} overdue</p>
<table>
<thead><tr><th scope="col">What</th><th scope="col">Came</th><th scope="col">Due</th><th scope="col">Clock</th></tr></thead>
<tbody>
${join(cases.map(renderCase))}
</tbody>
</table>`
}

function renderCase({ kind, id, about, receivedAt, dueAt, clock }: QueuedCase): Html {
  return html`<tr>
<td data-label="What"><a class="case" href="/operator/cases/${kind}/${id}">${kindWords[kind]}: ${sayAbout(about)}</a></td>
<td data-label="Came">${renderMoment(receivedAt)}</td>
<td data-label="Due">${renderMoment(dueAt)}</td>
<td data-label="Clock">${renderClock(clock)}</td>
</tr>`
}

/** In words, and in colour beside them. */
export function renderClock({ state, share, leftMs }: CaseClock): Html {
  const span = sayDuration(leftMs)
  const percent = `${Math.min(100, Math.floor(share * 100))} % of the time gone`
  switch (state) {
    case 'overdue':
      return html`<span class="clock overdue">Overdue by ${span}</span>`
    case 'past-half':
      return html`<span class="clock past-half">${span} left, ${percent}</span>`
    case 'in-time':
      return html`<span class="clock">${span} left, ${percent}</span>`
  }
}
