import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import { compressed } from '../scripts/compressed.ts'
import { contractWithoutShapes } from './contract.ts'

/** Makers of contract values: what a page does not use of them is left out of its bundle. */
const VALUES = ['endpoint', 'kind']

/** Writes the service worker beside the page, with the names of all that the build made: another build is another version. */
const serviceWorker: Plugin = {
  name: 'service-worker',
  generateBundle(_, bundle) {
    const files = Object.keys(bundle).filter(name => name.startsWith('assets/'))
    const version = createHash('sha256').update(files.toSorted().join()).digest('hex').slice(0, 12)
    const listed = files.map(name => `/m/${name}`).join("', '")
    const source = readFileSync(new URL('worker/sw.ts', import.meta.url), 'utf8')
    this.emitFile({
      type: 'asset',
      fileName: 'sw.js',
      source: stripTypeScriptTypes(source).replace('__VERSION__', version).replace('__FILES__', listed),
    })
  },
}

/** What the compiler does not translate and the oldest phones do not know: a page with it would not open there at all. */
const TOO_NEW = /\(\?<[=!]|\.(?:replaceAll|toSorted|toReversed|findLast)\(/
const oldPhones: Plugin = {
  name: 'old-phones',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      const [found] = (file.type === 'chunk' && TOO_NEW.exec(file.code)) || []
      if (found)
        this.error(`${file.fileName} holds “${found}”, which old web views do not know. Please write it otherwise.`)
    }
  },
}

export default defineConfig({
  plugins: [contractWithoutShapes, serviceWorker, oldPhones, compressed],
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/m/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // The server is found at /api of the same origin; while developing it runs beside.
  server: { proxy: { '/api': 'http://127.0.0.1:7420' } },
  build: {
    // NOTE: Android 10 as it was sold (system WebView 74) and iOS 13: the oldest that chat apps still open pages in.
    target: ['chrome74', 'safari13'],
    outDir: 'dist',
    emptyOutDir: true,
    // Nothing inline: the page's policy allows its own origin only, not `data:`.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      treeshake: { manualPureFunctions: VALUES },
    },
  },
})
