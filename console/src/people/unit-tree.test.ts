import type { Unit } from '@muster/core/people/wire.ts'
import { describe, expect, it } from 'vitest'
import { treeOf, trunksOf } from './unit-tree.ts'

const unit = (id: string, parent: string | null): Unit => ({
  id,
  parent,
  code: id,
  name: id,
  kind: 'agency',
  trail: [id],
  partners: [],
  people: 0,
  version: 1,
})
const CITY = [unit('health', null), unit('clinic', 'health'), unit('ward', 'clinic'), unit('tax', null)]
const shown = (folded: string[]) => treeOf(CITY, new Set(folded)).map(branch => `${branch.depth} ${branch.unit.id}`)

describe('the tree of units', () => {
  it('puts every sub-unit under its unit, one step further in', () => {
    expect(shown([])).toEqual(['0 health', '1 clinic', '2 ward', '0 tax'])
    expect(trunksOf(CITY)).toEqual(['health', 'clinic'])
  })

  it('hides all that is below a folded unit', () => {
    expect(shown(['health'])).toEqual(['0 health', '0 tax'])
    expect(shown(['clinic'])).toEqual(['0 health', '1 clinic', '0 tax'])
  })

  it('shows a sub-unit at the top to whoever may not see the unit above it', () => {
    expect(treeOf([unit('ward', 'clinic')], new Set()).map(branch => branch.depth)).toEqual([0])
  })
})
