import * as wire from '@muster/core/territory/wire.ts'
import { door, type Slice } from '../platform/slice.ts'
import { adopt } from './adopt.ts'
import { importBoundaries, importCsv } from './imports.ts'
import { boundary, children, get, search } from './queries.ts'
import { resolve } from './resolve.ts'
import { whereabouts } from './whereabouts.ts'

export const territory: Slice = {
  name: 'territory',
  doors: [
    door(wire.children, children),
    door(wire.get, get),
    door(wire.search, search),
    door(wire.resolve, resolve),
    door(wire.adopt, (ctx, { code }) => adopt(ctx, code)),
    door(wire.importCsv, importCsv),
    door(wire.importBoundaries, importBoundaries),
    door(wire.boundary, boundary),
  ],
  whereabouts: { territory: whereabouts },
}
