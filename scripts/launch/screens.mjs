import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alone } from './lock.mjs'
import { Refusal, say } from './say.mjs'

/** The rooms that a browser gets; each is built by Vite into its own `dist`. */
const SCREENS = ['console', 'field']
const AWAY = new Set(['node_modules', 'dist', '.muster'])

/**
 * Builds the screens whose sources are not those of their last build; takes some milliseconds when none is.
 *
 * @param {string} root
 * @param {(script: string[], cwd: string) => Promise<number>} run runs a script under the house's Node
 */
export async function ensureBuilt(root, run) {
  if (stale(root).length === 0) return
  const onWait = () =>
    say('另一个窗口正在构建界面，等它完成……', 'Another window is building the screens; waiting for it …')
  await alone(join(root, '.muster', 'build.lock'), onWait, async () => {
    for (const { room, digest } of stale(root)) {
      say(`正在构建界面：${room}……`, `Building the screens: ${room} …`)
      const code = await run(
        [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
        join(root, room),
      )
      if (code !== 0)
        throw new Refusal(
          `界面 ${room} 构建失败，原因见上。`,
          `The screens of ${room} could not be built; the reason is above.`,
        )
      writeFileSync(stampOf(root, room), digest)
    }
  })
}

/** @param {string} root */
export function stale(root) {
  return SCREENS.filter(room => existsSync(join(root, room, 'vite.config.ts')))
    .map(room => ({ room, digest: screenDigest(root, room) }))
    .filter(({ room, digest }) => {
      const stamp = stampOf(root, room)
      return !existsSync(stamp) || readFileSync(stamp, 'utf8') !== digest
    })
}

/**
 * @param {string} root
 * @param {string} room
 */
const stampOf = (root, room) => join(root, room, 'dist', '.muster-digest')

/**
 * What a screen is made of: its own sources, those of core, and the pinned packages. Tests are not part of it.
 *
 * @param {string} root
 * @param {string} room
 */
function screenDigest(root, room) {
  const hash = createHash('sha256')
  const files = [...filesUnder(join(root, 'core')), ...filesUnder(join(root, room)), join(root, 'package-lock.json')]
  for (const file of files) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesUnder(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => !AWAY.has(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? filesUnder(path) : entry.isFile() ? [path] : []
    })
}
