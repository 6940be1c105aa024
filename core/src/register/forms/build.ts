import type { Role } from '../../platform/role.ts'
import type { Words } from '../../platform/shapes.ts'
import { z } from '../../platform/shapes.ts'
import { Form, type FormInput } from '../form.ts'

type Asked = FormInput['questions'][number]
type More = Pick<Asked, 'required' | 'when' | 'hint' | 'personal'>

export const said = (zh: string, en: string): Words => ({ zh, en })
/** Reads a built-in form as one from outside is read, so that what may be left out is filled in. */
export const form = (input: FormInput): Form => z.parse(Form, input)

export const options = (...rows: readonly (readonly [key: string, zh: string, en: string])[]) =>
  rows.map(([key, zh, en]) => ({ key, words: said(zh, en) }))
export const asks = <const Q extends { type: Asked['type'] }>(
  key: string,
  zh: string,
  en: string,
  question: Q,
  more: More = {},
) => ({ key, words: said(zh, en), ...question, ...more }) as Asked
export const result = (key: string, zh: string, en: string): Asked => asks(key, zh, en, { type: 'result' })

const FIELD =
  'PIPL 13(1)(4)；传染病防治法 2025 · PIPL art. 13(1)(4), to meet a public health emergency or protect people in urgency'

const RUN_THE_POST: readonly Role[] = ['street-desk', 'captain']
/** Whoever comes next at the post has to know it too. */
export const ON_THE_POST: readonly Role[] = [...RUN_THE_POST, 'volunteer']

/** What may be asked of a person at a post: why, by what right, and who reads it: those who run the post, unless more are named. */
export const personal = (
  zh: string,
  en: string,
  { sensitive = false, viewers = RUN_THE_POST }: { sensitive?: boolean; viewers?: readonly Role[] } = {},
): NonNullable<Asked['personal']> => ({
  purpose: said(zh, en),
  basis: FIELD,
  sensitive,
  viewers: [...viewers],
})
