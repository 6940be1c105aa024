import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The one family of the package; it holds Latin letters too. */
const FAMILY = 'Noto Sans Hans'

/**
 * Writes a font configuration that knows the packaged Chinese fonts and nothing else, so that a page looks the same on
 * every machine and shows characters instead of boxes.
 *
 * @param folder where to write it
 * @param cache where fontconfig may keep what it read from 40 MB of fonts
 * @returns the path for `FONTCONFIG_FILE`
 */
export function writeFontConfig(folder: string, cache: string): string {
  const fonts = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '..', 'fonts')
  const file = join(folder, 'fonts.conf')
  mkdirSync(cache, { recursive: true })
  writeFileSync(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>${escaped(fonts)}</dir>
  <cachedir>${escaped(cache)}</cachedir>
  <match target="pattern">
    <edit name="family" mode="append_last"><string>${FAMILY}</string></edit>
  </match>
</fontconfig>
`,
  )
  return file
}

const escaped = (path: string) => path.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
