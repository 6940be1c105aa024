import type { Site } from '@muster/core/roster/sites.wire.ts'
import { v7 } from 'uuid'
import type { Ask } from '../../platform/testing/town.ts'
import { aSite } from '../posts/testing.ts'

/** A compound with so many buildings. */
export async function buildingsOf(desk: Ask, count: number, over = {}): Promise<Site[]> {
  const compound = await aSite(desk, `小区${v7().slice(-4)}`, over)
  const found: Site[] = []
  for (let nth = 1; nth <= count; nth++)
    found.push(await aSite(desk, `${nth}号楼`, { kind: 'building', parentId: compound.id, ...over }))
  return found
}

/** What is said when a level is set. */
export const said = {
  measures: ['足不出户，服务上门', '每两天一次核酸检测'],
  basis: '传染病防治法第四十二条；市指挥部通告第3号',
  issuer: '市疫情防控指挥部',
  contact: '社区服务热线',
  endsOn: '2022-04-11',
  reason: '发现一例阳性',
}
