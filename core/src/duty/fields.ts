import { fields } from '../platform/personal.ts'

export const dutyFields = fields({})
