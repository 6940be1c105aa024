import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEngine } from './engine.ts'
import { ask, joinNodes, nodesOf, vacate } from './nodes.ts'
import { alive, leftOvers, signal } from './processes.ts'
import { FORGETFUL } from './settings.ts'
import { withDatabase } from './url.ts'

export interface TestEngine {
  readonly url: string
  /** Stops it and removes its folder. */
  stop(): Promise<void>
}

const PREFIX = 'muster-test-'

/** A throw-away database in a temporary folder, with fsync OFF: fast, and worth nothing after a power cut. */
export async function startTestEngine(): Promise<TestEngine> {
  sweep()
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`))
  const engine = await startEngine({ folder, overrides: FORGETFUL })
  const stop = async () => {
    await engine.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { url: engine.url, stop }
}

/**
 * Copies a database, which a test file may then spoil: one per file, from a template that is migrated once.
 * Nobody may be connected to the template meanwhile. On a sharded PostgreSQL every node has its part of the copy.
 *
 * @returns the copy's url
 */
export async function cloneDatabase(url: string, template: string, name: string): Promise<string> {
  const nodes = await nodesOf(url)
  for (const node of nodes.urls) {
    if (nodes.sharded && template !== 'template0') await vacate(node, template)
    await ask(withDatabase(node, 'postgres'), client =>
      client.query(`create database ${client.escapeIdentifier(name)} template ${client.escapeIdentifier(template)}`),
    )
  }
  if (nodes.sharded && template === 'template0') await joinNodes(nodes, name)
  return withDatabase(url, name)
}

/** Drops it, whoever is still connected. */
export async function dropDatabase(url: string, name: string): Promise<void> {
  for (const node of (await nodesOf(url)).urls)
    await ask(withDatabase(node, 'postgres'), client =>
      client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`),
    )
}

/** Removes what test runs that were killed have left behind, their PostgreSQL first. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1])
    if (!pid || alive(pid)) continue
    const folder = join(tmpdir(), name)
    for (const left of leftOvers(join(folder, 'pgdata'))) signal(left, 'SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}
