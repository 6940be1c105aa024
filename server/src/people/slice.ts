import * as chainWire from '@muster/core/people/chain.wire.ts'
import * as exemptionsWire from '@muster/core/people/exemptions.wire.ts'
import * as importsWire from '@muster/core/people/imports.wire.ts'
import * as messagesWire from '@muster/core/people/messages.wire.ts'
import * as teamsWire from '@muster/core/people/teams.wire.ts'
import * as wire from '@muster/core/people/wire.ts'
import { door, type Slice } from '../platform/slice.ts'
import { previewChain } from './chain/preview.ts'
import { endExemption, exempt, exemptions } from './exemptions.ts'
import { exportPeople, importTemplate } from './export.ts'
import { applyImport } from './import-apply.ts'
import { forgetImports } from './import-forget.ts'
import { getImport, imports, markedImport } from './import-list.ts'
import { previewImport } from './import-preview.ts'
import { undoImport } from './import-undo.ts'
import { get, list, own } from './list.ts'
import { members, removeMember, setMember } from './members.ts'
import { inbox, markRead } from './messages.ts'
import { create, leave, update, updateOwn } from './person.ts'
import { importWhereabouts, personWhereabouts, teamWhereabouts, unitWhereabouts } from './reach.ts'
import { createTeam, teams } from './teams.ts'
import { unit, units } from './unit-list.ts'
import { createUnit, updateUnit } from './units.ts'

export const people: Slice = {
  name: 'people',
  doors: [
    door(wire.units, units),
    door(wire.unit, unit),
    door(wire.createUnit, createUnit),
    door(wire.updateUnit, updateUnit),
    door(wire.list, list),
    door(wire.get, get),
    door(wire.create, create),
    door(wire.update, update),
    door(wire.leave, leave),
    door(wire.own, own),
    door(wire.updateOwn, updateOwn),
    door(exemptionsWire.exemptions, exemptions),
    door(exemptionsWire.exempt, exempt),
    door(exemptionsWire.endExemption, endExemption),
    door(teamsWire.teams, teams),
    door(teamsWire.createTeam, createTeam),
    door(teamsWire.members, members),
    door(teamsWire.setMember, setMember),
    door(teamsWire.removeMember, removeMember),
    door(importsWire.importTemplate, importTemplate),
    door(importsWire.previewImport, previewImport),
    door(importsWire.imports, imports),
    door(importsWire.getImport, getImport),
    door(importsWire.applyImport, applyImport),
    door(importsWire.undoImport, undoImport),
    door(importsWire.markedImport, markedImport),
    door(importsWire.exportPeople, exportPeople),
    door(chainWire.previewChain, previewChain),
    door(messagesWire.inbox, inbox),
    door(messagesWire.markRead, markRead),
  ],
  whereabouts: {
    unit: unitWhereabouts,
    person: personWhereabouts,
    team: teamWhereabouts,
    import: importWhereabouts,
  },
  jobs: [{ name: 'people.forget-imports', cron: '22 * * * *', run: forgetImports }],
}
