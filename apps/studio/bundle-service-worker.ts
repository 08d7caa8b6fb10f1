import { createHash } from 'node:crypto'
import { build, type Plugin } from 'vite'

const entry = new URL('./src/workers/service-worker.ts', import.meta.url).pathname

/**
 * Bundles the service worker into /sw.js, in one classic script that every browser takes, with the list of all other files
 * of the build and their digests.
 */
export function bundleServiceWorker(): Plugin {
  return {
    name: 'bundle-service-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_options, built) {
        const files = Object.values(built)
          .map(
            (file) =>
              [pathOf(file.fileName), digest(file.type === 'chunk' ? file.code : file.source)] as const,
          )
          .toSorted(([a], [b]) => a.localeCompare(b))
        const release = digest(JSON.stringify(files)).replaceAll(/\W/g, '').slice(-16)
        const source = await bundle({
          shellFiles: JSON.stringify(files),
          shellRelease: JSON.stringify(release),
        })
        this.emitFile({ type: 'asset', fileName: 'sw.js', source })
      },
    },
  }
}

/** The page is asked for where a person finds it: there is no other way to it. */
function pathOf(fileName: string): string {
  return fileName === 'index.html' ? '/' : `/${fileName}`
}

function digest(bytes: string | Uint8Array): string {
  return `sha256-${createHash('sha256').update(bytes).digest('base64')}`
}

async function bundle(define: Record<string, string>): Promise<string> {
  const output = { format: 'iife', entryFileNames: 'sw.js' } as const
  const bundled = await build({
    configFile: false,
    logLevel: 'warn',
    define,
    build: { write: false, target: 'es2023', rolldownOptions: { input: entry, output } },
  })
  const [chunk] = 'output' in bundled ? bundled.output : []
  if (chunk?.type !== 'chunk') throw new Error('the service worker was not bundled')
  return chunk.code
}
