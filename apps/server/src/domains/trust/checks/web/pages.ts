import type { Look, ReachedServer } from '../../parts.ts'
import { bad, judge, notChecked, type Result } from '../../result.ts'

/** What a browser loads by itself; a link that somebody follows is none of it. */
const loading = /<(?!a\b)[a-z][^>]*?\s(?:src|srcset|href|poster|data|action)="([^"]*)"/g
const inStyles = /(?:url\(|@import\s+)['"]?([^'")]+)/g
const isStylesheet = /\.css$/

/** No public page loads anything from elsewhere, runs a script, or sets a cookie. */
export async function checkPages({ parts, server }: Look): Promise<Result> {
  if (server === undefined) return notChecked('no-server')
  const paths = await listPages(server, parts.publicUrl)
  if (paths.length === 0) return bad('answered-otherwise', { pages: 0 })
  let faults = 0
  const styles = new Set<string>()
  for (const path of paths) {
    const { status, headers, bytes } = await server.ask(path)
    const text = bytes.toString('utf8')
    const loaded = [...text.matchAll(loading)].map(([, address = '']) => address)
    faults += loaded.filter((address) => isElsewhere(address, parts.publicUrl)).length
    for (const address of loaded.filter((one) => isStylesheet.test(one))) styles.add(address)
    if (status !== 200 || headers.getSetCookie().length > 0 || /<script\b/i.test(text)) faults += 1
  }
  for (const path of styles) {
    const text = (await server.ask(path)).bytes.toString('utf8')
    const named = [...text.matchAll(inStyles)].map(([, address = '']) => address)
    faults += named.filter((address) => isElsewhere(address, parts.publicUrl)).length
  }
  return judge(faults, 'found', { pages: paths.length })
}

/** Those of the sitemap, which is made of what is public. */
async function listPages(server: ReachedServer, { origin }: URL): Promise<string[]> {
  const sitemap = (await server.ask('/sitemap.xml')).bytes.toString('utf8')
  return [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].flatMap(([, address = '']) =>
    URL.canParse(address) && new URL(address).origin === origin ? [new URL(address).pathname] : [],
  )
}

const isElsewhere = (address: string, publicUrl: URL) =>
  !address.startsWith('data:') && new URL(address, publicUrl).origin !== publicUrl.origin
