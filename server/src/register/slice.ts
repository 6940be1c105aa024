import * as photos from '@muster/core/register/photos.wire.ts'
import * as wire from '@muster/core/register/wire.ts'
import { door, type Slice } from '../platform/slice.ts'
import { backOne, enterOne, factActions, settleOne, withdrawOne } from './acts.ts'
import { forgetPrivate } from './forget.ts'
import { counts, entries } from './list.ts'
import { alike, mine } from './mine.ts'
import { paper, printSheets } from './paper.ts'
import { keepPhoto, photo } from './photos.ts'
import { entryProjection } from './projection.ts'
import { entryWhereabouts, registerWhereabouts } from './reach.ts'
import { amend, close, get, open, packForms, registers, schema } from './registers.ts'
import { factActions as samplingActions } from './sampling/acts.ts'
import { samplingDoors } from './sampling/doors.ts'
import { forgetSampled } from './sampling/forget.ts'
import { samplingProjection } from './sampling/projection.ts'
import { roundWhereabouts } from './sampling/rows.ts'
import { factBatches } from './together.ts'
import { readXlsForm } from './xlsform.ts'

/** What is written down in the field: registers from forms as data, on phones, at desks and on paper. */
export const register: Slice = {
  name: 'register',
  doors: [
    door(wire.registers, registers),
    door(wire.get, get),
    door(wire.packForms, packForms),
    door(wire.open, open),
    door(wire.amend, amend),
    door(wire.close, close),
    door(wire.readXlsForm, readXlsForm),
    door(wire.schema, schema),
    door(wire.entries, entries),
    door(wire.counts, counts),
    door(wire.enter, enterOne),
    door(wire.withdraw, withdrawOne),
    door(wire.back, backOne),
    door(wire.settle, settleOne),
    door(wire.mine, mine),
    door(wire.alike, alike),
    door(wire.printSheets, printSheets),
    door(wire.paper, paper),
    door(photos.keepPhoto, keepPhoto),
    door(photos.photo, photo),
    ...samplingDoors,
  ],
  whereabouts: { register: registerWhereabouts, entry: entryWhereabouts, round: roundWhereabouts },
  projections: [entryProjection, samplingProjection],
  factActions: { ...factActions, ...samplingActions },
  factBatches,
  jobs: [
    { name: 'register.forget', cron: '41 * * * *', run: forgetPrivate },
    { name: 'register.forget-sampled', cron: '47 * * * *', run: forgetSampled },
  ],
}
