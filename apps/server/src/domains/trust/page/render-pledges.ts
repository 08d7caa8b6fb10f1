import { liveChecks } from '#policies/live-checks.ts'
import { pledges } from '#policies/pledges.ts'
import { html, type Html, join } from '#server/pages/index.ts'
import { describeResult } from '../describe-result.ts'
import type { JudgedPledge, LastResult } from '../judge-pledges.ts'
import type { TrustFacts } from './trust-facts.ts'
import { writeAge } from './moments.ts'
import { trustText } from './trust-text.ts'

const words = trustText.en

/** Every pledge with how it is kept, whether that is shown now, and by what. */
export const renderPledges = (facts: TrustFacts): Html =>
  html`<div class="pledges">
${join(facts.judged.map((judged) => renderPledge(judged, facts)))}
</div>`

function renderPledge(judged: JudgedPledge, facts: TrustFacts): Html {
  const { id, pledge } = judged
  const live = facts.live[id]
  return html`<div class="slip-of pledge" id="${id}">
<h3><span class="number">${id}</span> ${facts.fill(pledge.sentence.en)}</h3>
<p class="state ${judged.state}">${stateWords(judged, facts.now)}</p>
${live === undefined ? '' : html`<p class="live">${words.live}: ${live}</p>`}
<p class="second">${facts.fill(pledge.mechanism.en)}</p>
<details>
<summary>${words.shownBy}<span class="of"> (${id})</span></summary>
${renderProof(judged, facts)}
</details>
</div>`
}

/** In words, so that nobody has to know a colour. */
export function stateWords({ state, why, provenAt }: JudgedPledge, now: Date): string {
  if (state === 'proven' && provenAt !== undefined) return words.proven(words.ago(writeAge(provenAt, now)))
  return words.unverified[why ?? 'never']
}

function renderProof({ pledge, results }: JudgedPledge, { now }: TrustFacts): Html {
  const checks = pledge.checks.map((check) => {
    const result = results.find((one) => one.check === check)
    return html`<li>${liveChecks[check].en} ${renderResult(result, now)}</li>`
  })
  const paths = (title: string, some: readonly string[]) =>
    some.length === 0
      ? ''
      : html`<p class="paths">${title}: ${join(some.map((path) => html`<code>${path}</code>`))}</p>`
  return html`<ul>${join(checks)}</ul>
${paths(words.places, pledge.places)}
${paths(words.tests, pledge.tests)}`
}

function renderResult(result: LastResult | undefined, now: Date): Html {
  if (result === undefined) return html`<strong class="result">${words.never}</strong>`
  const { outcome, at } = result
  return html`<strong class="result ${outcome}">${words.results[outcome]}, ${words.ago(writeAge(at, now))}: ${describeResult(result)}</strong>`
}

/** Checks that no pledge names: told all the same. */
export function renderOthers({ results, now }: Pick<TrustFacts, 'results' | 'now'>): Html {
  const named = new Set<string>(pledges.flatMap(([, { checks }]) => checks))
  const others = Object.entries(liveChecks).filter(([check]) => !named.has(check))
  const items = others.map(([check, { en }]) => {
    const result = results.find((one) => one.check === check)
    return html`<li>${en} ${renderResult(result, now)}</li>`
  })
  return html`<h3>${words.others}</h3>
<ul>${join(items)}</ul>`
}
