import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { bundleServiceWorker } from './bundle-service-worker.ts'
import { compileMessages } from './compile-messages.ts'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [compileMessages(), react(), tailwindcss(), bundleServiceWorker()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // The content security policy allows no data: fonts or scripts, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2023',
    reportCompressedSize: false,
    // What the first screen needs is one file: cut along what later parts share, it compresses worse by a twentieth.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
      // Of the contract the studio takes figures; its schemas, and what makes them, are for the server.
      treeshake: { moduleSideEffects: [{ test: /\/packages\/contract\//, sideEffects: false }] },
    },
  },
})
