import { Html, html, join, renderPage } from '#server/pages/index.ts'
import { formatDay, formatDuration, renderFactList, renderTable } from '#server/domains/policies/index.ts'
import { daysSinceChecked } from '#server/domains/models/index.ts'
import { tellHalf } from './live-figures.ts'
import { renderMoment, writeAge, writeMeasured } from './moments.ts'
import { renderOthers, renderPledges } from './render-pledges.ts'
import type { TrustFacts } from './trust-facts.ts'
import { trustText } from './trust-text.ts'

const words = trustText.en
const link = /\[([^\]]+)\]\(([^)]+)\)/g

/** The whole page: what is promised, and what of it is shown now. */
export function renderTrust(facts: TrustFacts): string {
  const { judged, operator, publicUrl } = facts
  const sections = {
    pledges: html`${renderPledges(facts)}\n${renderOthers(facts)}`,
    figures: renderFigures(facts),
    partners: renderPartners(facts),
    counts: renderCounts(facts),
    readers: facts.policies.readers,
    build: renderBuild(facts),
    verify: renderVerify(facts),
  } as const satisfies Record<keyof typeof words.sections, Html>
  const names = Object.keys(sections) as (keyof typeof sections)[] // oxlint-disable-line typescript/no-unsafe-type-assertion -- the keys of a constant
  const proven = judged.filter(({ state }) => state === 'proven').length
  return renderPage({
    title: `${words.title} · ${operator.brand}`,
    description: words.description,
    canonical: new URL('/trust', publicUrl).href,
    kind: 'document',
    body: html`<header>
<h1>${words.title}</h1>
</header>
<nav class="contents" aria-label="${words.contents}">
<h2>${words.contents}</h2>
<ol>
${join(names.map((name) => html`<li><a href="#${name}">${words.sections[name]}</a></li>`))}
</ol>
</nav>
<article>
<div class="lead">
<p><strong>${words.summary(proven, judged.length)}</strong></p>
<p>${renderLastRun(facts)}</p>
${renderUnproven(facts)}
</div>
${join(names.map((name) => html`<section id="${name}">\n<h2>${words.sections[name]}</h2>\n${sections[name]}\n</section>`))}
</article>`,
  })
}

function renderLastRun({ latest, now }: TrustFacts): Html {
  if (latest === undefined) return html`${words.noRun}`
  const at = new Date(latest.run.startedAt)
  const [before = '', after = ''] = words.lastRun('|').split('|')
  return html`${before}${renderMoment(at)} (${words.ago(writeAge(at, now))})${after}`
}

/** What is not shown, by number, first: it is what whoever comes here wants to know. */
function renderUnproven({ judged }: TrustFacts): Html {
  const unproven = judged.filter(({ state }) => state === 'unverified')
  if (unproven.length === 0) return html``
  const links = unproven.map(({ id }) => html`<a href="#${id}">${id}</a>`)
  return html`<p class="unproven">${words.unprovenTitle} ${join(links)}</p>`
}

function renderFigures({ figures, sweepLagSeconds, now }: TrustFacts): Html {
  const { sittings, objects, remains, erasures, deletions } = figures
  const held = ({ count, oldestAt }: { count: number; oldestAt: Date | null }) =>
    oldestAt === null ? html`${count}` : html`${count}; the oldest ${words.ago(writeAge(oldestAt, now))}`
  const half = (quantiles: readonly [number, number] | null) =>
    quantiles === null ? undefined : html`${tellHalf(quantiles).slice(2)}`
  const asked = deletions.map(({ outcome, count }) => `${count} ${words.deletions[outcome] ?? outcome}`)
  return renderFactList([
    [words.figures.sittings, held(sittings)],
    [words.figures.objects, held(objects)],
    [words.figures.remains, held(remains)],
    [words.figures.lag, html`${writeMeasured(sweepLagSeconds)}`],
    [words.figures.erasures, html`${erasures.count}`],
    [words.figures.unreadable, half(erasures.unreadable)],
    [words.figures.gone, half(erasures.gone)],
    [words.figures.deletions, html`${asked.join(', ') || words.none}`],
  ])
}

function renderPartners({ partners, now }: TrustFacts): Html {
  const outside = partners.filter(({ description }) => description.leavesInstallation)
  if (outside.length === 0) return html`<p>${words.partner.none}</p>`
  const rows = outside.map(({ description: { name, terms } }) => {
    const { inputRetentionSeconds, outputRetentionSeconds, logRetentionSeconds, evidence } = terms
    const longest = Math.max(inputRetentionSeconds, outputRetentionSeconds, logRetentionSeconds)
    const days = daysSinceChecked(terms, now)
    const age = words.ago(formatDays(days))
    return [
      html`${name}`,
      html`${terms.region}`,
      html`${longest === 0 ? words.partner.nothing : formatDuration(longest, 'en')}`,
      html`${formatDay(evidence.checkedOn, 'en')} (${age})`,
    ]
  })
  const { name, region, keeps, evidence, more } = words.partner
  return html`${renderTable([name, region, keeps, evidence], rows)}
<p>${withLinks(more)}</p>`
}

const formatDays = (days: number) =>
  new Intl.NumberFormat('en', { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(days)

function renderCounts({ operator: { transparency }, disclosed }: TrustFacts): Html {
  const { none, since, authorities, takeovers } = words.counts
  if (transparency === undefined) return html`<p>${none}</p>`
  return renderFactList([
    [since, html`${formatDay(transparency.since, 'en')}`],
    [authorities, html`${disclosed.authorityRequests}`],
    [takeovers, html`${disclosed.businessTransfers}`],
  ])
}

function renderBuild({ build, policyVersion }: TrustFacts): Html {
  return renderFactList([
    [words.build.version, html`${build.version}`],
    [
      words.build.commit,
      build.commit === undefined ? html`${words.build.unknown}` : html`<code>${build.commit}</code>`,
    ],
    [words.build.lockfile, html`<code>${build.lockfile}</code>`],
    [words.build.policy, html`<a href="/privacy#version-${policyVersion}">version ${policyVersion}</a>`],
  ])
}

function renderVerify({ latest }: TrustFacts): Html {
  const items = join(words.verify.map((sentence) => html`<li>${withLinks(sentence)}</li>`))
  const signed =
    latest === undefined
      ? ''
      : renderFactList([
          [words.number, html`<code>${latest.run.number}</code>`],
          [words.key, html`<code>${latest.signature.publicKey}</code>`],
          [words.signature, html`<code>${latest.signature.value}</code>`],
        ])
  return html`<ul>${items}</ul>\n${signed}`
}

/** Our own words: nothing of anybody stands in them. */
function withLinks(sentence: string): Html {
  const parts: Html[] = []
  let end = 0
  for (const found of sentence.matchAll(link)) {
    const [whole, text = '', target = ''] = found
    parts.push(html`${sentence.slice(end, found.index)}<a href="${target}">${text}</a>`)
    end = found.index + whole.length
  }
  parts.push(html`${sentence.slice(end)}`)
  return new Html(parts.map(({ markup }) => markup).join(''))
}
