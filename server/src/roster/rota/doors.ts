import * as buildWire from '@muster/core/roster/build.wire.ts'
import * as calendarWire from '@muster/core/roster/calendar.wire.ts'
import * as draftWire from '@muster/core/roster/draft.wire.ts'
import * as wire from '@muster/core/roster/rota.wire.ts'
import * as versionWire from '@muster/core/roster/versions.wire.ts'
import { type Door, door } from '../../platform/slice.ts'
import { board, pool, territoryBoard } from './board.ts'
import { end, gaps, reasons, start } from './build/start.ts'
import { feed, make, revoke, state } from './calendar/feed.ts'
import { setCells } from './draft.ts'
import { publish } from './publish.ts'
import { amend, create, get, list } from './rotas.ts'
import { diff, version, versions } from './versions.ts'

export const rotaDoors: readonly Door[] = [
  door(wire.list, list),
  door(wire.get, get),
  door(wire.create, create),
  door(wire.amend, amend),
  door(draftWire.board, board),
  door(draftWire.territoryBoard, territoryBoard),
  door(draftWire.pool, pool),
  door(draftWire.setCells, setCells),
  door(versionWire.publish, publish),
  door(versionWire.versions, versions),
  door(versionWire.version, version),
  door(versionWire.diff, diff),
  door(buildWire.start, start),
  door(buildWire.end, end),
  door(buildWire.gaps, gaps),
  door(buildWire.reasons, reasons),
  door(calendarWire.state, state),
  door(calendarWire.make, make),
  door(calendarWire.revoke, revoke),
  door(calendarWire.feed, feed),
]
