import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

/** The oldest Node that runs the sources as they are. */
const FLOOR = 24

/**
 * The Node everything runs under: the pinned one from `node_modules`, else the one running now if it is new enough.
 *
 * @param {string} root
 * @returns {string | undefined}
 */
export function findNode(root) {
  const exe = process.platform === 'win32' ? 'node.exe' : 'node'
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const pinned = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', exe)
  if (existsSync(pinned) && !musl()) return pinned
  return Number(process.versions.node.split('.')[0]) >= FLOOR ? process.execPath : undefined
}

/** The pinned Node is linked against glibc; Alpine and its like must bring their own. */
function musl() {
  if (process.platform !== 'linux') return false
  // Without this it looks up every open connection, which takes longer than all else here.
  Object.assign(process.report, { excludeNetwork: true })
  const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport())
  return report.header.glibcVersionRuntime === undefined
}

/**
 * The environment for whatever runs under that Node: it and the tools of `node_modules` come first on the PATH.
 *
 * @param {string} root
 * @param {string} node
 * @returns {NodeJS.ProcessEnv}
 */
export function envFor(root, node) {
  const key = Object.keys(process.env).find(name => name.toLowerCase() === 'path') ?? 'PATH'
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env[key] ?? ''].join(delimiter)
  // Types taken off and code compiled once, kept beside the packages: a start reads some thousand files.
  const cache = process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'node')
  return { ...process.env, [key]: path, NODE_COMPILE_CACHE: cache }
}
