import { expect, it } from 'vitest'
import { readPostLines } from './post-lines.ts'

it('reads one post a line with the site beside it, as it is pasted, each name once', () => {
  expect(readPostLines('东门\t幸福家园\n\n 西门 \n东门\n南门，幸福家园 1号楼')).toEqual([
    { line: 1, name: '东门', site: '幸福家园' },
    { line: 3, name: '西门', site: null },
    { line: 5, name: '南门', site: '幸福家园 1号楼' },
  ])
})
