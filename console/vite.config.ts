import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressed } from '../scripts/compressed.ts'

/**
 * The desk's screens. Every route is loaded when it is first opened; React and the router change rarely and keep a file
 * of their own, so that a new release does not make every desk load them again.
 *
 * Content security: the page has no inline script. antd writes its styles at run time into `<style>` elements, each
 * with the nonce of `<meta name="csp-nonce">`; the server puts the same fresh value there (for `__NONCE__`) and into
 * `style-src 'self' 'nonce-…'`. Style attributes are set through the DOM, which the policy allows.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), compressed],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // NOTE: no data: URLs, so that the policy needs none for scripts, styles and fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: 'ground', test: /node_modules[\\/](@tanstack|i18next|react-i18next|zod)[\\/]/ },
          ],
        },
      },
    },
  },
  server: { port: 7421, proxy: { '/api': 'http://127.0.0.1:7420' } },
})
