/** Photos of an entry: sent after it, each by itself, and kept as long as what the entry says of people. */
import { endpoint } from '../platform/endpoint.ts'
import { id, z } from '../platform/shapes.ts'

const onePhoto = { entryId: id(), photoId: id() }

/** Takes a photo in that its entry names. A JPEG; where and with what it was taken is cut out once more. */
export const keepPhoto = endpoint({
  name: 'register.keepPhoto',
  method: 'post',
  path: '/entries/:entryId/photos/:photoId',
  words: { zh: '上传登记照片', en: 'Send a photo of an entry' },
  may: 'register.enter',
  reach: 'scope',
  takes: 'file',
  input: z.object(onePhoto),
  output: z.object({ photoId: id(), kept: z.boolean() }),
  problems: ['register/no-photo', 'register/photo-unknown', 'register/entry-to-come'],
})
/** For whoever may read the answers of its entry. */
export const photo = endpoint({
  name: 'register.photo',
  method: 'get',
  path: '/entries/:entryId/photos/:photoId',
  words: { zh: '登记照片', en: 'A photo of an entry' },
  may: 'register.enter',
  reach: 'scope',
  gives: 'file',
  input: z.object(onePhoto),
  output: z.unknown(),
  problems: ['register/photo-missing'],
})
