import { expect, it } from 'vitest'
import { readSiteLines } from './site-lines.ts'

it('reads compounds and buildings as people keep them, each once, and says which lines it could not read', () => {
  const text = '幸福家园\t1号楼\t36户\n幸福家园，2号楼，24\r\n\n和平里,,120\n,3号楼\n和平里\n甲苑,1号楼,很多\n'
  expect(readSiteLines(text)).toEqual({
    sites: [
      { kind: 'compound', name: '幸福家园', compound: null, households: null },
      { kind: 'building', name: '1号楼', compound: '幸福家园', households: 36 },
      { kind: 'building', name: '2号楼', compound: '幸福家园', households: 24 },
      { kind: 'compound', name: '和平里', compound: null, households: 120 },
    ],
    unread: [5, 7],
  })
})
