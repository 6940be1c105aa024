import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** Makers of shapes. NOTE: by their full names; a bare `z` would also mean Preact's own function of that name. */
const SHAPES = 'object string number boolean nullable optional array enum literal record unknown uuid int _default'
/** Makers of contract values: what a page does not use of them is left out of its bundle. */
const VALUES = 'endpoint personal kind fields powers problems page words id instant day text whole territoryCode'

export default defineConfig({
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
      treeshake: { manualPureFunctions: [...SHAPES.split(' ').map(name => `z.${name}`), ...VALUES.split(' ')] },
    },
  },
})
