import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** What a process id turned out to be, seen from one data folder. */
export type Whose = 'gone' | 'ours' | 'other' | 'unknown'

/**
 * Is this process the PostgreSQL of that data folder? Pids are used again, so a number in a file proves nothing; every
 * process of PostgreSQL stands in its data folder, and that is what we look at.
 *
 * @param data the real path of the data folder
 */
export function whose(pid: number, data: string): Whose {
  if (!alive(pid)) return 'gone'
  try {
    if (process.platform === 'linux') return linuxProcess(pid, data)
    return commandOf(pid).includes(data) && /postgres/.test(commandOf(pid)) ? 'ours' : 'other'
  } catch {
    return alive(pid) ? 'unknown' : 'gone'
  }
}

/** Processes of this data folder that are left; Linux only, elsewhere none are found. */
export function leftOvers(data: string): number[] {
  if (process.platform !== 'linux') return []
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger)
  return pids.filter(pid => whose(pid, data) === 'ours')
}

export function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' // there, and not ours to signal
  }
}

/** Sends a signal; that it was gone already is as good. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // Gone, or not ours: whoever waits for its end finds out.
  }
}

function linuxProcess(pid: number, data: string): Whose {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const [name, state] = [/\((.*)\)/s.exec(stat)?.[1], /\) (\S)/.exec(stat)?.[1]]
  if (state === 'Z' || state === 'X') return 'gone' // dead, and nobody has asked how it died
  if (name !== 'postgres') return 'other'
  return readlinkSync(`/proc/${pid}/cwd`) === data ? 'ours' : 'other'
}

function commandOf(pid: number): string {
  if (process.platform !== 'win32') return execFileSync('ps', ['-p', `${pid}`, '-o', 'command='], { encoding: 'utf8' })
  const ask = `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`
  return execFileSync('powershell', ['-NoProfile', '-Command', ask], { encoding: 'utf8', windowsHide: true })
}
