import type { ReachedServer } from '../../parts.ts'

/** What stands in one section of a page, as markup; nothing where there is no such page, or no such section. */
export async function readSection(server: ReachedServer, path: string, id: string): Promise<string> {
  const { status, bytes } = await server.ask(path)
  const page = status === 200 ? bytes.toString('utf8') : ''
  const [, from = ''] = page.split(`<section id="${id}">`)
  return from.split('</section>')[0] ?? ''
}

/** The cells of each row of the tables in it, as they are read. */
export const readRows = (markup: string): string[][] =>
  [...markup.matchAll(/<tr>(.*?)<\/tr>/gs)].flatMap(([, row = '']) => {
    const cells = [...row.matchAll(/<td\b[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) => readText(cell))
    return cells.length === 0 ? [] : [cells]
  })

const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** Words without their markup. */
export const readText = (markup: string): string =>
  markup
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => characters[name] ?? '')
