/** The pages for everybody may be found; the rest is nobody's business. */
export const makeRobotsTxt = (publicUrl: URL): string =>
  [
    'User-agent: *',
    'Disallow: /api/',
    'Disallow: /auth/',
    'Disallow: /demo-identity/',
    'Disallow: /account',
    'Disallow: /unsubscribe/',
    'Disallow: /library',
    'Disallow: /receipt',
    `Sitemap: ${publicUrl.origin}/sitemap.xml`,
    '',
  ].join('\n')

export function makeSitemap(publicUrl: URL, paths: readonly string[]): string {
  const entries = paths.map((path) => `<url><loc>${publicUrl.origin}${path}</loc></url>`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries.join('')}</urlset>\n`
}
