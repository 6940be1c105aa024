import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { v7 } from 'uuid'
import { applyImport } from '../people/import-apply.ts'
import { markedImport } from '../people/import-list.ts'
import { previewImport } from '../people/import-preview.ts'
import { closeSheets } from '../platform/sheets/sheets.ts'
import type { Settings } from '../settings.ts'
import { asOperator } from './operator.ts'

/** How many errors are named on the terminal; the marked file names them all. */
const SHOWN = 10

/**
 * Previews a roster from a file, and saves it when asked and without errors. With errors, the file is written again beside
 * the original with every error marked in its cell.
 *
 * @returns whether the file is without errors
 */
export async function importPeople(
  settings: Settings,
  path: string,
  { tenant, apply }: { tenant?: string; apply?: boolean },
): Promise<boolean> {
  const file = { name: basename(path), bytes: new Uint8Array(await readFile(path)) }
  const id = v7()
  try {
    const { counts, errors } = await asOperator(settings, tenant, ctx => previewImport(ctx, { id, file }))
    console.log(
      `${counts.rows} 行：新增 ${counts.added}，变更 ${counts.changed}，相同 ${counts.same}，错误 ${counts.errors}`,
    )
    console.log(
      `${counts.rows} rows: ${counts.added} new, ${counts.changed} changed, ${counts.same} the same, ${counts.errors} errors`,
    )
    for (const { row, column, zh, en } of errors.slice(0, SHOWN)) console.log(`  ${row} ${column}: ${zh} ${en}`)
    if (counts.errors > 0) return await writeMarked(settings, path, id, tenant)
    if (apply) await asOperator(settings, tenant, ctx => applyImport(ctx, { importId: id }))
    console.log(
      apply
        ? '已保存，可在“导入”中撤销 · saved; it can be undone under Import'
        : '未保存；加 --apply 保存 · not saved; add --apply to save',
    )
    return true
  } finally {
    await closeSheets()
  }
}

async function writeMarked(
  settings: Settings,
  path: string,
  importId: string,
  tenant: string | undefined,
): Promise<false> {
  const marked = await asOperator(settings, tenant, ctx => markedImport(ctx, { importId }))
  const beside = path.replace(/(\.\w+)?$/, '.marked$1')
  await writeFile(beside, marked.bytes)
  console.log(`标注后的文件 · the marked file: ${beside}`)
  return false
}
