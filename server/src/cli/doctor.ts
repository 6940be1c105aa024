import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { followChain } from '../audit/queries.ts'
import { pendingMigrations } from '../platform/database/migrate.ts'
import { type Database, openAsOwner } from '../platform/database/open.ts'
import { diagnose } from '../platform/engine/diagnose.ts'
import { runningUrl } from '../platform/engine/running.ts'
import { databaseFolder, type Settings } from '../settings.ts'
import { readNote } from './note.ts'

interface Finding {
  readonly ok: boolean
  readonly zh: string
  readonly en: string
}

/** Says in plain words what is well and what is not with this installation. @returns how many things are not well */
export async function doctor(settings: Settings): Promise<number> {
  const folder = databaseFolder(settings)
  const findings: Finding[] = [
    ...(await diagnose({ folder, databaseUrl: settings.databaseUrl, now: Date.now() })),
    screens(),
    ...(await insideDatabase(settings, settings.databaseUrl ?? runningUrl(folder))),
  ]
  for (const { ok, zh, en } of findings) console.log(`${ok ? '✓' : '✗'} ${zh}\n  ${en}`)
  const bad = findings.filter(finding => !finding.ok).length
  console.log(bad === 0 ? '\n一切正常。 All is well.' : `\n有 ${bad} 处需要处理。 ${bad} things need attention.`)
  return bad
}

function screens(): Finding {
  const root = join(import.meta.dirname, '../../..')
  const ok = ['console', 'field'].every(room => existsSync(join(root, room, 'dist/index.html')))
  return ok
    ? { ok, zh: '页面已构建', en: 'The screens are built' }
    : { ok, zh: '页面还没有构建。请运行 npm run build', en: 'The screens are not built. Run npm run build' }
}

async function insideDatabase(settings: Settings, url: string | undefined): Promise<Finding[]> {
  if (!url)
    return [
      {
        ok: true,
        zh: '数据库没有运行，未检查其内容',
        en: 'The database is not running; its content was not looked at',
      },
    ]
  const { db } = openAsOwner(url)
  try {
    return [await migrations(db), await privileges(db), ...(await chains(db)), ...(await lastBackup(db, settings))]
  } catch (error) {
    const why = (error as Error).message
    return [{ ok: false, zh: `查看数据库内容时出错：${why}`, en: `Looking into the database failed: ${why}` }]
  } finally {
    await db.destroy()
  }
}

async function migrations(db: Database): Promise<Finding> {
  const pending = await pendingMigrations(db)
  const ok = pending.length === 0
  return ok
    ? { ok, zh: '数据库结构是最新的', en: 'The database’s structure is up to date' }
    : {
        ok,
        zh: `数据库结构差 ${pending.length} 步。请运行 npm run muster migrate`,
        en: `The database’s structure is ${pending.length} steps behind. Run npm run muster migrate`,
      }
}

/** The tables that only grow: if the application could change them, nothing in them could be trusted. */
const INSERT_ONLY = ['fact', 'audit_line', 'bulletin', 'call_version', 'incident_entry']

async function privileges(db: Database): Promise<Finding> {
  const { rows } = await sql<{ name: string }>`
    select t.name from unnest(${INSERT_ONLY}::text[]) as t(name)
     where has_table_privilege('muster_app', t.name, 'update') or has_table_privilege('muster_app', t.name, 'delete')`.execute(
    db,
  )
  const names = rows.map(row => row.name).join(', ')
  return names === ''
    ? { ok: true, zh: '台账与审计只能添加，不能修改', en: 'Ledger and audit can be added to, not changed' }
    : {
        ok: false,
        zh: `这些表竟可修改：${names}。请恢复权限（见 migrations）`,
        en: `These tables can be changed, and must not: ${names}. Restore the privileges (see migrations)`,
      }
}

async function chains(db: Database): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { tenant, name } of await db.selectFrom('tenant').select(['tenant', 'name']).execute()) {
    const { lines, brokenAt } = await followChain(db, tenant)
    findings.push(
      brokenAt
        ? {
            ok: false,
            zh: `${name}：审计链在第 ${brokenAt.seq} 行断裂。${brokenAt.zh}`,
            en: `${name}: the audit chain breaks at line ${brokenAt.seq}. ${brokenAt.en}`,
          }
        : {
            ok: true,
            zh: `${name}：审计链完整，共 ${lines} 行`,
            en: `${name}: the audit chain is whole, ${lines} lines`,
          },
    )
  }
  return findings
}

const DAY = 86_400_000
/** Older than this, somebody should know: it is made every night. */
const STALE = 2 * DAY

/** What is only rehearsed can be lost; a city that lives cannot. */
async function lastBackup(db: Database, { folder }: Settings): Promise<Finding[]> {
  const living = await db.selectFrom('tenant').select('tenant').where('rehearsal', '=', false).executeTakeFirst()
  const { made, tried } = readNote(folder)
  if (!made)
    return [
      {
        ok: !living,
        zh: '还没有备份。请运行 npm run muster backup，并把文件放到另一台机器',
        en: 'No backup yet. Run npm run muster backup, and keep the file on another machine',
      },
    ]
  const ok = !living || Date.now() - Date.parse(made.at) < STALE
  const [zhTried, enTried] = tried
    ? [`上次试恢复成功 ${tried.at}`, `last restored on trial ${tried.at}`]
    : ['从未试恢复：请运行 npm run muster restore <文件> --try', 'never tried: run npm run muster restore <file> --try']
  return [
    {
      ok,
      zh: `上次备份 ${made.at}（${made.file}）；${zhTried}`,
      en: `Last backup ${made.at} (${made.file}); ${enTried}`,
    },
  ]
}
