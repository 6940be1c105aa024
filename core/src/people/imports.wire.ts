import { endpoint } from '../platform/endpoint.ts'
import { personal } from '../platform/personal.ts'
import { id, instant, page, pageInput, z } from '../platform/shapes.ts'
/** Import: upload → preview (nothing saved) → apply → undo, with the user's own file returned marked. */
export const CellError = z.object({ row: z.number(), column: z.string(), zh: z.string(), en: z.string() })
export const Import = z.object({
  id: id(),
  fileName: z.string(),
  state: z.enum(['preview', 'applied', 'undone']),
  at: instant(),
  by: z.string(),
  counts: z.object({ rows: z.number(), added: z.number(), changed: z.number(), same: z.number(), errors: z.number() }),
  errors: z.array(CellError),
  sample: z.array(
    z.object({
      row: z.number(),
      verdict: z.enum(['added', 'changed', 'same', 'error']),
      volunteerNo: z.string(),
      name: personal('person.name', z.string()),
      unit: z.string(),
      /** Which columns change, in the reader's language. */
      changes: z.array(z.string()),
    }),
  ),
})
export type Import = z.infer<typeof Import>
export const importTemplate = endpoint({
  name: 'people.importTemplate',
  method: 'get',
  path: '/people-template',
  words: { zh: '下载导入模板', en: 'Download the import template' },
  may: 'people.import',
  reach: 'open',
  input: z.object({ format: z._default(z.enum(['xlsx', 'csv']), 'xlsx') }),
  output: z.unknown(),
  gives: 'file',
})
export const previewImport = endpoint({
  name: 'people.previewImport',
  method: 'post',
  path: '/people-imports',
  words: { zh: '上传并预览', en: 'Upload and preview' },
  may: 'people.import',
  reach: 'scope',
  takes: 'file',
  input: z.object({ id: id() }),
  output: Import,
  problems: [
    'sheets/too-large',
    'sheets/too-many-rows',
    'sheets/zip-bomb',
    'sheets/not-a-sheet',
    'sheets/unreadable',
    'sheets/too-slow',
    'sheets/empty',
  ],
})
export const imports = endpoint({
  name: 'people.imports',
  method: 'get',
  path: '/people-imports',
  words: { zh: '导入记录', en: 'Imports' },
  may: 'people.import',
  reach: 'scope',
  input: z.object(pageInput),
  /** Without errors and sample: ask for one import to see them. */
  output: page(Import),
})
export const getImport = endpoint({
  name: 'people.getImport',
  method: 'get',
  path: '/people-imports/:importId',
  words: { zh: '一次导入', en: 'One import' },
  may: 'people.import',
  reach: { kind: 'import', field: 'importId' },
  input: z.object({ importId: id() }),
  output: Import,
})
export const applyImport = endpoint({
  name: 'people.applyImport',
  method: 'post',
  path: '/people-imports/:importId/apply',
  words: { zh: '确认导入', en: 'Apply an import' },
  may: 'people.import',
  reach: { kind: 'import', field: 'importId' },
  input: z.object({ importId: id() }),
  output: Import,
  problems: ['people/import-not-ready', 'people/import-done', 'people/import-stale'],
})
export const undoImport = endpoint({
  name: 'people.undoImport',
  method: 'post',
  path: '/people-imports/:importId/undo',
  words: { zh: '撤销导入', en: 'Undo an import' },
  may: 'people.import',
  reach: { kind: 'import', field: 'importId' },
  input: z.object({ importId: id() }),
  output: Import,
  problems: ['people/import-done', 'people/import-overtaken'],
})
export const markedImport = endpoint({
  name: 'people.markedImport',
  method: 'get',
  path: '/people-imports/:importId/marked',
  words: { zh: '下载标注后的原文件', en: 'The uploaded file with its errors marked' },
  may: 'people.import',
  reach: { kind: 'import', field: 'importId' },
  input: z.object({ importId: id() }),
  output: z.unknown(),
  gives: 'file',
  problems: ['people/import-done'],
})
export const exportPeople = endpoint({
  name: 'people.export',
  method: 'get',
  path: '/people-export',
  words: { zh: '导出人员', en: 'Export people' },
  may: 'people.export',
  reach: 'scope',
  input: z.object({ format: z._default(z.enum(['xlsx', 'csv']), 'xlsx'), unitId: z.optional(id()) }),
  output: z.unknown(),
  gives: 'file',
})
