import { compareStates, isMaterial } from '#policies/compare-states.ts'
import type { Language } from '#policies/words.ts'
import { html, renderPage } from '#server/pages/index.ts'
import { Filler } from './documents/fill.ts'
import { renderChanges } from './documents/render-versions.ts'
import type { PolicyFacts } from './facts.ts'
import { catalogues } from './texts/catalogue.ts'

/**
 * What somebody has to be asked about who last said yes to an earlier version; undefined when no purpose and no class
 * of recipients is new since.
 */
export function renderPolicyNews(
  facts: PolicyFacts,
  since: number,
  language: Language = 'en',
): string | undefined {
  const seen = facts.versions.find(({ number }) => number === since)
  const { kept, operator } = facts
  // Whoever saw a version that there is not is asked about everything as new.
  const before = seen?.state ?? { ...kept.state, purposes: {}, recipients: {} }
  if (!compareStates(before, kept.state).some(isMaterial)) return undefined
  const { news } = catalogues[language].labels
  const filler = new Filler(facts, language)
  const instead = operator.isStandIn ? '' : html`<p class="second">${filler.text(news.instead)}</p>`
  return renderPage({
    title: `${news.title} · ${operator.brand}`,
    body: html`<h1>${news.title}</h1>
<p class="second">${news.lead}</p>
<div class="news">
${renderChanges(before, kept.state, filler)}
</div>
<p><a href="/privacy">${news.whole}</a></p>
${instead}
<form method="post" action="/auth/news">
<button class="button" name="answer" value="continue">${news.continue}</button>
<button class="button quiet" name="answer" value="leave">${news.leave}</button>
</form>`,
  })
}
