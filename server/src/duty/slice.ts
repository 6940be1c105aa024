import type { Slice } from '../platform/slice.ts'

/** What happens at posts: who came, who is late, who is relieved, who needs help. */
export const duty: Slice = {
  name: 'duty',
  doors: [],
}
