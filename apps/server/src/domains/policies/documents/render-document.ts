import { html, type Html, join, renderPage } from '#server/pages/index.ts'
import type { Language } from '#policies/words.ts'
import { formatDay } from '../durations.ts'
import type { PolicyFacts } from '../facts.ts'
import { catalogues } from '../texts/catalogue.ts'
import type { DocumentText, SectionText } from '../texts/document-text.ts'
import { Filler } from './fill.ts'
import { renderInsert } from './render-insert.ts'

/** One of the public documents, as a page: a list of contents, and sections that each begin with their promise. */
export function renderDocument(
  facts: PolicyFacts,
  { text, path, language = 'en' }: { text: DocumentText; path: string; language?: Language },
): string {
  const { labels } = catalogues[language]
  const filler = new Filler(facts, language)
  const { kept, operator } = facts
  const body = html`<header>
<h1>${text.title}</h1>
<p class="second">${labels.version(kept.number, formatDay(kept.publishedOn, language))}, ${labels.changes.inForce(formatDay(kept.inForceOn, language))}</p>
</header>
<nav class="contents" aria-label="${labels.contents}">
<h2>${labels.contents}</h2>
<ol>
${join(text.sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`))}
</ol>
</nav>
<article>
<div class="lead">
${join(filler.all(text.lead).map((paragraph) => html`<p>${paragraph}</p>`))}
</div>
${join(text.sections.map((section) => renderSection(facts, filler, section)))}
</article>`
  return renderPage({
    title: `${text.title} · ${operator.brand}`,
    description: filler.text(text.description),
    canonical: new URL(path, facts.publicUrl).href,
    kind: 'document',
    body,
  })
}

function renderSection(facts: PolicyFacts, filler: Filler, section: SectionText): Html {
  const { id, title, promise, paragraphs, points = [], insert } = section
  const said = promise === undefined ? undefined : filler.markup(promise)
  return html`<section id="${id}">
<h2>${title}</h2>
${said === undefined ? '' : html`<p><strong>${said}</strong></p>`}
${join(filler.all(paragraphs).map((paragraph) => html`<p>${paragraph}</p>`))}
${points.length === 0 ? '' : html`<ul>${join(filler.all(points).map((point) => html`<li>${point}</li>`))}</ul>`}
${insert === undefined ? '' : renderInsert(insert, facts, filler)}
</section>`
}
