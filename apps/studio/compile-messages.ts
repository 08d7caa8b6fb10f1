import { createCompiledCatalog } from '@lingui/cli/api'
import type { Plugin } from 'vite'

const catalogueFile = /\/src\/messages\/(?:[a-z]+\/)?([a-z]{2,3})\.catalogue\.ts$/

/**
 * Compiles each catalogue while it is bundled, so that no message parser reaches the browser and a sentence that
 * does not parse fails the build.
 */
export function compileMessages(): Plugin {
  return {
    name: 'compile-messages',
    enforce: 'pre',
    async transform(_code, id) {
      const locale = catalogueFile.exec(id.split('?')[0] ?? '')?.[1]
      if (locale === undefined) return null
      const file: { catalogue: Record<string, string> } = await import(`${id.split('?')[0]}?at=${Date.now()}`)
      const { source, errors } = createCompiledCatalog(locale, file.catalogue, {
        namespace: 'json',
        strict: true,
      })
      if (errors.length > 0)
        this.error(errors.map((fault) => `${fault.id}: ${fault.error.message}`).join('\n'))
      const { messages } = JSON.parse(source)
      return {
        code: `export const catalogue = ${JSON.stringify(messages)}`,
        map: null,
      }
    },
  }
}
