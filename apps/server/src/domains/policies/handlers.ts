import { encodeText, type RouteHandlers, type RouteResult } from '#server/http/index.ts'
import { AppError } from '#server/kernel/app-error.ts'
import type { Clock } from '#server/kernel/clock.ts'
import { renderDocument } from './documents/render-document.ts'
import type { Disclosed, PolicyFacts } from './facts.ts'
import { catalogues } from './texts/catalogue.ts'
import { makeGpcJson } from './well-known/gpc-json.ts'
import { makePartnersJson } from './well-known/partners-json.ts'
import { makePrivacyJson } from './well-known/privacy-json.ts'
import { makeRobotsTxt, makeSitemap } from './well-known/robots-txt.ts'
import { makeSecurityTxt } from './well-known/security-txt.ts'

/** They change with a restart only; a browser asks again soon enough. */
const pageCacheSeconds = 300
const fileCacheSeconds = 3_600
const publicPaths = ['/', '/privacy', '/terms', '/content-policy', '/trust', '/contact', '/report'] as const

type PolicyRoute =
  | 'privacy'
  | 'terms'
  | 'contentPolicy'
  | 'privacyJson'
  | 'partnersJson'
  | 'gpcJson'
  | 'securityTxt'
  | 'robots'
  | 'sitemap'

/** The public pages and files; each is made once, for they change with the settings only. */
export function createPolicyHandlers(
  facts: PolicyFacts,
  { clock, countDisclosed }: { clock: Clock; countDisclosed?: (() => Promise<Disclosed>) | undefined },
): Required<Pick<RouteHandlers, PolicyRoute>> {
  const { privacy, terms, contentPolicy } = catalogues.en
  const page = (path: string, text: typeof privacy, said = facts) =>
    always({ html: renderDocument(said, { text, path }), cacheSeconds: pageCacheSeconds })
  const privacyOf = (said: PolicyFacts) =>
    countDisclosed === undefined ? page('/privacy', privacy, said) : counting(said, countDisclosed)
  const privacyPage = privacyOf(facts)
  const signalledPage = privacyOf({ ...facts, isSignalled: true })
  const file = (contentType: string, text: string) =>
    always({ text, contentType, cacheSeconds: fileCacheSeconds })
  const write = (json: object) => `${JSON.stringify(json, null, 2)}\n`
  return {
    async privacy({ header }) {
      const result = await (header('sec-gpc') === '1' ? signalledPage() : privacyPage())
      return { ...result, headers: [['Vary', 'Sec-GPC']] }
    },
    terms: page('/terms', terms),
    contentPolicy: page('/content-policy', contentPolicy),
    privacyJson: file('application/ld+json', write(makePrivacyJson(facts))),
    partnersJson: file('application/json', write(makePartnersJson(facts))),
    gpcJson: file('application/json', write(makeGpcJson(facts))),
    async securityTxt() {
      const text = makeSecurityTxt(facts, clock.now())
      if (text === undefined) throw new AppError('http/not-found')
      return file('text/plain; charset=utf-8', text)()
    },
    robots: file('text/plain; charset=utf-8', makeRobotsTxt(facts.publicUrl)),
    sitemap: file('application/xml', makeSitemap(facts.publicUrl, publicPaths)),
  }
}

function always(result: RouteResult): () => Promise<RouteResult> {
  const made = { ...result, encoded: encodeText(result.html ?? result.text ?? '') }
  return async () => made
}

/** Made anew when something was entered since, and kept as long as nothing is. */
function counting(facts: PolicyFacts, count: () => Promise<Disclosed>): () => Promise<RouteResult> {
  let made: { of: string; page: () => Promise<RouteResult> } | undefined
  return async () => {
    const disclosed = await count()
    const of = JSON.stringify(disclosed)
    if (made?.of !== of) {
      const { privacy: text } = catalogues.en
      const html = renderDocument({ ...facts, disclosed }, { text, path: '/privacy' })
      made = { of, page: always({ html, cacheSeconds: pageCacheSeconds }) }
    }
    return made.page()
  }
}
