import type { Plugin } from 'vite'

/** Has the page fetch what draws beside its first script, which asks for it only once it runs. */
export function preloadRenderer(): Plugin {
  return {
    name: 'preload-renderer',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const renderer = Object.values(bundle).find(
          (file) =>
            file.type === 'chunk' && file.facadeModuleId?.includes('/node_modules/react-dom/') === true,
        )
        if (renderer === undefined) throw new Error('The renderer is in no file of its own.')
        return [
          {
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/${renderer.fileName}` },
            injectTo: 'head',
          },
        ]
      },
    },
  }
}
