import { endpoint } from '../platform/endpoint.ts'
import { personal } from '../platform/personal.ts'
import { id, z } from '../platform/shapes.ts'
/** A pasted 接龙 list, line by line; names are matched to people in reach, never merged by name alone. */
export const ChainLine = z.object({
  line: z.number(),
  /** The line as pasted, with phone and ID numbers masked. */
  shown: z.string(),
  verdict: z.enum(['person', 'several', 'stranger', 'repeat', 'heading', 'example', 'empty', 'unreadable']),
  why: z.nullable(z.object({ zh: z.string(), en: z.string() })),
  person: z.nullable(z.object({ id: id(), name: personal('person.name', z.string()), unit: z.string() })),
  candidates: z.array(
    z.object({ id: id(), name: personal('person.name', z.string()), unit: z.string(), volunteerNo: z.string() }),
  ),
  count: z.number(),
  note: z.nullable(z.string()),
})
export const previewChain = endpoint({
  name: 'people.previewChain',
  method: 'post',
  path: '/chain-preview',
  words: { zh: '预览接龙', en: 'Preview a pasted chain' },
  may: 'people.read',
  reach: 'scope',
  input: z.object({ text: z.string().check(z.maxLength(400_000)), unitId: z.optional(id()) }),
  output: z.object({
    lines: z.array(ChainLine),
    counts: z.object({
      person: z.number(),
      several: z.number(),
      stranger: z.number(),
      repeat: z.number(),
      other: z.number(),
    }),
  }),
})
