import { cookies, demoCookies, browserStorage } from '#policies/other-items.ts'
import { recipientClasses } from '#policies/recipients.ts'
import { retentions } from '#policies/retention.ts'
import { rights } from '#policies/rights.ts'
import { html, type Html, join } from '#server/pages/index.ts'
import { formatCountry } from '../durations.ts'
import { isTrue, leavingPartners, type PolicyFacts } from '../facts.ts'
import type { Representative } from '../operator.ts'
import { catalogues } from '../texts/catalogue.ts'
import type { Insert } from '../texts/document-text.ts'
import type { Filler } from './fill.ts'
import { renderFactList, renderTable } from './lists.ts'
import { renderKept } from './render-kept.ts'
import { renderPartnerContent, renderPartners } from './render-partners.ts'
import { renderVersions } from './render-versions.ts'

type Renderer = (facts: PolicyFacts, filler: Filler) => Html

/** What a document computes, by its name. */
export const renderInsert = (insert: Insert, facts: PolicyFacts, filler: Filler): Html =>
  renderers[insert](facts, filler)

const renderers: Readonly<Record<Insert, Renderer>> = {
  operator: renderOperator,
  readers: renderReaders,
  kept: (_, filler) => renderKept(filler),
  cookies: renderCookies,
  'on-device': renderOnDevice,
  recipients: renderRecipients,
  disclosed: renderDisclosed,
  partners: renderPartners,
  transfers: renderTransfers,
  rights: renderRights,
  stricter: renderStricter,
  versions: renderVersions,
  'partner-content': renderPartnerContent,
  refusals: renderRefusals,
  'payment-asks': renderPaymentAsks,
}

const wordsOf = ({ language }: Filler) => catalogues[language]

function renderOperator({ operator }: PolicyFacts, filler: Filler): Html {
  const words = wordsOf(filler).labels.operator
  const write = (one: Representative | undefined) =>
    one === undefined ? undefined : html`${one.name}, ${one.address}, ${renderMail(one.email)}`
  const country = (code: string) => formatCountry(code, filler.language)
  return renderFactList([
    [words.name, html`${operator.name}`],
    [words.place, html`${operator.place}`],
    [words.address, operator.address === undefined ? undefined : html`${operator.address}`],
    [words.privacy, operator.privacyEmail === undefined ? undefined : renderMail(operator.privacyEmail)],
    [words.security, operator.securityEmail === undefined ? undefined : renderMail(operator.securityEmail)],
    [words.euRepresentative, write(operator.euRepresentative)],
    [words.ukRepresentative, write(operator.ukRepresentative)],
    [
      words.host,
      operator.host === undefined
        ? undefined
        : html`${operator.host.name}, ${country(operator.host.country)}`,
    ],
    [
      words.staff,
      operator.staffCountries.length === 0
        ? undefined
        : html`${operator.staffCountries.map(country).join(', ')}`,
    ],
  ])
}

const renderMail = (address: string) => html`<a href="mailto:${address}">${address}</a>`

function renderReaders(facts: PolicyFacts, filler: Filler): Html {
  const { head, rows, not, notTitle } = wordsOf(filler).readers
  const table = renderTable(
    head,
    rows
      .filter(({ when }) => when === undefined || isTrue(when, facts))
      .map(({ who, open, over }) => [html`${who}`, html`${open}`, html`${over}`]),
  )
  return html`${table}
<h3>${notTitle}</h3>
<ul>${join(filler.all(not).map((point) => html`<li>${point}</li>`))}</ul>`
}

function renderCookies({ issuer }: PolicyFacts, filler: Filler): Html {
  const words = wordsOf(filler).labels.cookies
  const rowsOf = (items: Readonly<Record<string, { note: string; retention: keyof typeof retentions }>>) =>
    Object.entries(items).map(([name, { note, retention }]) => [
      html`<code>${name}</code>`,
      html`${note}`,
      html`${filler.text(retentions[retention][filler.language])}`,
    ])
  const head = [words.name, words.why, words.until] as const
  const demo =
    issuer === undefined ? html`<p>${words.demo}</p>\n${renderTable(head, rowsOf(demoCookies))}` : ''
  return html`${renderTable(head, rowsOf(cookies))}\n${demo}`
}

function renderOnDevice(_: PolicyFacts, filler: Filler): Html {
  const words = wordsOf(filler).labels.cookies
  const rows = Object.entries(browserStorage).map(([name, { note }]) => [
    html`<code>${name}</code>`,
    html`${note}`,
  ])
  return renderTable([words.name, words.why], rows)
}

function renderRecipients({ operator, hasMail }: PolicyFacts, filler: Filler): Html {
  const named = { host: operator.host, 'mail-carrier': operator.mailCarrier }
  const sentences = Object.entries(recipientClasses).flatMap(([id, { sentence }]) => {
    // On one computer nobody provides it, and nobody takes over.
    if (operator.isStandIn && (id === 'host' || id === 'successor')) return []
    if (id === 'mail-carrier' && !hasMail) return []
    const one = id === 'host' || id === 'mail-carrier' ? named[id] : undefined
    const who = one === undefined ? '' : ` ${one.name}, ${formatCountry(one.country, filler.language)}.`
    return [html`<li>${filler.text(sentence[filler.language])}${who}</li>`]
  })
  return html`<ul>${join(sentences)}</ul>`
}

/** By half-year; nothing where nothing was entered. */
function renderDisclosed({ disclosed }: PolicyFacts, filler: Filler): Html {
  const { head, half: nameHalf, kinds } = wordsOf(filler).labels.disclosed
  const { halves = [] } = disclosed ?? {}
  if (halves.length === 0) return html``
  return renderTable(
    head,
    halves.map(({ year, half, kind, count, given, partly, refused, accounts }) => [
      html`<data value="${year}-${half}">${nameHalf(year, half)}</data>`,
      html`<data value="${kind}">${kinds[kind]}</data>`,
      ...[count, given, partly, refused, accounts].map((figure) => html`${figure}`),
    ]),
  )
}

function renderTransfers(facts: PolicyFacts, filler: Filler): Html {
  const { transfers, partner } = wordsOf(filler).labels
  const leaving = leavingPartners(facts)
  if (leaving.length === 0) return html`<p>${transfers.none}</p>`
  return renderTable(
    [partner.models, partner.region, partner.transfer],
    leaving.map(({ name, terms }) => [
      html`${name}`,
      html`${terms.region}`,
      html`${terms.transferMechanism ?? partner.noTransfer}`,
    ]),
  )
}

function renderRights(_: PolicyFacts, filler: Filler): Html {
  const { labels } = wordsOf(filler)
  const items = Object.values(rights).map(
    ({ sentence, gdpr, pipl }) =>
      html`<li>${sentence[filler.language]} <span class="second">${labels.rights(gdpr, pipl)}</span></li>`,
  )
  return html`<ul>${join(items)}</ul>`
}

function renderStricter(_: PolicyFacts, filler: Filler): Html {
  const { head, rows } = wordsOf(filler).stricter
  return renderTable(
    head,
    rows.flatMap(({ usual, here }) => {
      const said = filler.markup(here)
      return said === undefined ? [] : [[html`“${filler.text(usual)}”`, said]]
    }),
  )
}

function renderPaymentAsks(_: PolicyFacts, filler: Filler): Html {
  const { head, rows, states } = wordsOf(filler).paymentAsks
  return renderTable(
    head,
    rows.flatMap(({ asks, state, here }) => {
      const said = filler.markup(here)
      return said === undefined ? [] : [[html`${asks}`, html`${states[state]}`, said]]
    }),
  )
}

function renderRefusals(_: PolicyFacts, filler: Filler): Html {
  const names = Object.values(wordsOf(filler).labels.refusals)
  return html`<ul>${join(names.map((name) => html`<li>${name}</li>`))}</ul>`
}
