import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import bundled, { inflate } from '@sparticuz/chromium'

/** A Chromium that starts on this machine. */
export interface Chromium {
  path: string
  /** Where the libraries lie that this machine lacks (a bare container has no NSS). */
  libraries?: string
}

/**
 * The Chromium for tests and screenshots: the one named by `MUSTER_CHROMIUM`, else the one that comes as a package (Linux x64),
 * else any that is installed here.
 *
 * @throws Error when there is none, saying what to do
 */
export async function findChromium(): Promise<Chromium> {
  const named = process.env.MUSTER_CHROMIUM
  if (named) return { path: named }
  const found = (await unpacked()) ?? installed()
  if (found) return found
  throw new Error('There is no Chromium for this machine: install Chromium or Chrome, or name one in MUSTER_CHROMIUM.')
}

/** Unpacks the bundled Chromium once per version and user; undefined where it does not run. */
async function unpacked(): Promise<Chromium | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const folder = cacheFolder()
  const path = join(folder, 'chromium')
  if (!existsSync(path)) await unpackInto(folder)
  if (starts(path)) return { path }
  const libraries = join(folder, 'al2023', 'lib')
  return starts(path, libraries) ? { path, libraries } : undefined
}

/**
 * A folder of this version and user that nobody else can write to.
 *
 * @throws Error when somebody else owns it: what lies there would be run as us
 */
export function cacheFolder(): string {
  const { version } = createRequire(import.meta.url)(join(packageFolder(), 'package.json')) as { version: string }
  const { uid } = userInfo()
  const folder = join(tmpdir(), `muster-chromium-${version}-${uid}`)
  if (existsSync(folder) && statSync(folder).uid !== uid) throw new Error(`${folder} belongs to somebody else.`)
  return folder
}

const packageFolder = () => join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..')

/** Unpacks aside and moves the result in place whole: two test runs may start at once. */
async function unpackInto(folder: string): Promise<void> {
  const aside = mkdtempSync(`${folder}-`)
  // NOTE: the package unpacks into the temporary folder of the process, which it asks for before its first await.
  const before = process.env.TMPDIR
  process.env.TMPDIR = aside
  const work = [bundled.executablePath(), inflate(join(packageFolder(), 'bin', 'al2023.tar.br'))]
  if (before === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = before
  await Promise.all(work)
  try {
    renameSync(aside, folder)
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    if (!existsSync(join(folder, 'chromium'))) throw error
  }
}

function starts(path: string, libraries?: string): boolean {
  const env = { ...process.env, ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}) }
  return spawnSync(path, ['--version', '--no-sandbox'], { env, timeout: 20_000, stdio: 'ignore' }).status === 0
}

/** A browser that somebody installed: on the PATH, or where its installer puts it. */
function installed(): Chromium | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable']
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap(folder => names.map(name => join(folder, name)))
  const usual = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:/Program Files/Google/Chrome/Application/chrome.exe',
    'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
  ]
  const path = [...onPath, ...usual].find(candidate => existsSync(candidate))
  return path ? { path } : undefined
}

/** A folder that is gone with the browser: profile, crash reports, half-written downloads. */
export function throwAwayFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'muster-browser-'))
  for (const name of ['tmp', 'home']) mkdirSync(join(folder, name))
  return folder
}
