import { v7 } from 'uuid'
import { inject } from 'vitest'
import { openAsOwner, openPool } from '../database/open.ts'
import { cloneDatabase, dropDatabase } from '../engine/testing.ts'
import { TEMPLATE } from './global.ts'

/** A migrated database of its own, without a server: as the owner sees it, and as the application's role does. */
export async function testDatabase(connections?: number) {
  const engineUrl = inject('engineUrl')
  const name = `test_${v7().replaceAll('-', '')}`
  const url = await cloneDatabase(engineUrl, TEMPLATE, name)
  const { db: owner } = openAsOwner(url)
  const { db } = openPool(url, connections)
  const close = async () => {
    await db.destroy()
    await owner.destroy()
    await dropDatabase(engineUrl, name)
  }
  return { url, owner, db, close }
}
