import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alone } from './lock.mjs'
import { findNode } from './node24.mjs'
import { Refusal, say } from './say.mjs'

const NO_NETWORK = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EIDLETIMEOUT|ERR_SOCKET|CERT_/

/**
 * Makes sure what `package-lock.json` names is in `node_modules`, and nothing is done when it is.
 *
 * @param {string} root the checkout
 * @param {NodeJS.ProcessEnv} [env]
 */
export async function ensureInstalled(root, env = process.env) {
  if (installed(root)) return
  const onWait = () =>
    say('另一个窗口正在安装依赖，等它完成……', 'Another window is installing the packages; waiting for it …')
  await alone(join(root, '.muster', 'install.lock'), onWait, async () => {
    if (installed(root)) return
    say('正在安装依赖（npm ci），通常需要一两分钟……', 'Installing packages (npm ci), usually a minute or two …')
    await npmCi(root, env)
    writeFileSync(stampOf(root), lockDigest(root))
    say('依赖已装好。', 'Packages are in place.')
  })
}

/**
 * The stamp of this lock is there, or npm's own record says the same; in that case the stamp is written now.
 *
 * @param {string} root
 */
export function installed(root) {
  const digest = lockDigest(root)
  const stamp = stampOf(root)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return true
  if (!sameAsRecord(root) || !findNode(root)) return false
  writeFileSync(stamp, digest)
  return true
}

/** @param {string} root */
const stampOf = root => join(root, 'node_modules', '.muster-lock')

/** @param {string} root */
export const lockDigest = root =>
  createHash('sha256')
    .update(readFileSync(lockOf(root)))
    .digest('hex')

/** @param {string} root */
const lockOf = root => join(root, 'package-lock.json')

/**
 * npm writes what it installed to `node_modules/.package-lock.json`: somebody who ran `npm ci` by hand need not wait twice.
 * Optional packages are left out, they are mostly for other machines.
 *
 * @param {string} root
 */
function sameAsRecord(root) {
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  /** @typedef {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }>} Packages */
  /** @type {Packages} */
  const wanted = JSON.parse(readFileSync(lockOf(root), 'utf8')).packages
  /** @type {Packages} */
  const present = JSON.parse(readFileSync(record, 'utf8')).packages
  return Object.entries(wanted).every(([path, it]) => {
    if (!path.startsWith('node_modules/') || it.optional || it.devOptional) return true
    return present[path] !== undefined && present[path].version === it.version
  })
}

/**
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 */
async function npmCi(root, env) {
  const npm = env.npm_execpath
  // NOTE: --include=dev because NODE_ENV=production would leave out what builds the screens.
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const [program, first] = npm ? [process.execPath, [npm]] : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []]
  const { code, heard } = await hear(program, [...first, ...args], root, env)
  if (code === 0 && findNode(root)) return
  if (code === 0) throw noNode()
  if (NO_NETWORK.test(heard))
    throw new Refusal(
      '下载依赖失败：连不上软件包仓库。请检查网络或代理，或改用镜像（npm config set registry <镜像地址>），然后重试。',
      'The packages could not be downloaded: the registry cannot be reached. Check network or proxy, or name a mirror (npm config set registry <url>), then try again.',
    )
  throw new Refusal(
    `安装依赖失败（npm ci 返回 ${code}），原因见上。处理后重试。`,
    `Installing the packages failed (npm ci returned ${code}); the reason is above. Mend it and try again.`,
  )
}

/** What to say when no Node 24 is to be had. */
export const noNode = () =>
  new Refusal(
    '这台机器需要 Node.js 24 或更新版本：本平台没有随包附带的 Node 24。请安装后重试（https://nodejs.org）。',
    'This machine needs Node.js 24 or newer: no Node 24 comes along for this platform. Install it and try again (https://nodejs.org).',
  )

/**
 * Runs npm, shows what it says and keeps it, to tell a missing network from a broken lock.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ code: number, heard: string }>}
 */
function hear(program, args, cwd, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && program.endsWith('.cmd'),
    })
    let heard = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (/** @type {Buffer} */ chunk) => {
        heard += chunk.toString()
        process.stderr.write(chunk)
      })
    child.once('error', reject)
    child.once('close', code => resolve({ code: code ?? 1, heard }))
  })
}
