import { fields } from '../platform/personal.ts'

export const rosterFields = fields({})
