import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** A holder says every two seconds that it lives; after thirty silent seconds its lock is taken over. */
const BEAT_MS = 2_000
const SILENT_MS = 30_000
const ASK_AGAIN_MS = 150

/**
 * Runs `work` while no other launcher on this checkout does, waiting for as long as the other one is alive.
 *
 * @template T
 * @param {string} file where the lock lies
 * @param {() => void} onWait called once when somebody else holds the lock
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(file, onWait, work) {
  mkdirSync(dirname(file), { recursive: true })
  for (let told = false; !take(file); told = true) {
    if (!told) onWait()
    if (abandoned(file)) breakLock(file)
    else await wait(ASK_AGAIN_MS)
  }
  const beat = setInterval(() => touch(file), BEAT_MS)
  const letGo = () => rmSync(file, { force: true })
  process.once('exit', letGo)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    process.off('exit', letGo)
    letGo()
  }
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, JSON.stringify({ pid: process.pid, host: hostname() }), { flag: 'wx' })
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
}

/** @param {string} file */
function touch(file) {
  try {
    const now = new Date()
    utimesSync(file, now, now)
  } catch {
    // NOTE: somebody took the lock over after a long pause of this machine; finishing the work is still right.
  }
}

/**
 * Nobody holds it any more: the process is gone (a power cut, kill -9) or has not said a word for half a minute.
 *
 * @param {string} file
 */
function abandoned(file) {
  try {
    if (Date.now() - statSync(file).mtimeMs > SILENT_MS) return true
    const { pid, host } = /** @type {{ pid: number, host: string }} */ (JSON.parse(readFileSync(file, 'utf8')))
    return host === hostname() && !alive(pid)
  } catch {
    return false // released, or not yet written: ask again
  }
}

/** @param {number} pid */
function alive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}

/** Moving it away first lets only one of two waiters break it. @param {string} file */
function breakLock(file) {
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
    rmSync(aside, { force: true })
  } catch {
    // the other waiter was faster
  }
}
