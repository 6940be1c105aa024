import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** What gets smaller; pictures and fonts are small already. */
const TEXT = /\.(?:js|css|svg)$/

/**
 * Lays a compressed copy beside what the build made, for the server to give to whoever can read it.
 *
 * NOTE: of the files as they were written: before that, Vite has not yet filled in what pages load beforehand.
 */
export const compressed: Plugin = {
  name: 'compressed',
  async writeBundle({ dir = '' }, bundle) {
    const files = Object.keys(bundle).filter(name => name.startsWith('assets/') && TEXT.test(name))
    for (const file of files.map(name => join(dir, name)))
      await writeFile(`${file}.gz`, gzipSync(await readFile(file), { level: 9 }))
  },
}
