import { keepPhoto } from '@muster/core/register/photos.wire.ts'
import type { Ways } from '../ledger/send.ts'
import { api } from '../platform/api.ts'
import { HOLDER, kept } from '../platform/keep.ts'
import { newId } from '../platform/uuid.ts'
import { openBox } from '../platform/vault.ts'

/** A photo goes after its entry, by its own door; its subject is the entry. */
export const PHOTO = 'register.photo'

/** Each photo lies in a box of its own, sealed, so that nothing else is opened with it. */
const boxOf = (photoId: string) => openBox<string>(kept.get(HOLDER) ?? '', `photos/${photoId}`)

/** Keeps a photo on this phone until the server has it. @throws DiskRefused */
export async function putPhoto(bytes: Uint8Array): Promise<string> {
  const id = newId()
  const signs = Array.from(bytes, byte => String.fromCharCode(byte)).join('')
  await (await boxOf(id)).put([{ id, value: btoa(signs) }])
  return id
}

/** Undefined when it is not, or no longer, on this phone. */
export async function photoOf(photoId: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const [signs] = await (await boxOf(photoId)).all()
  return signs === undefined ? undefined : Uint8Array.from(atob(signs), sign => sign.charCodeAt(0))
}

export const dropPhoto = async (photoId: string): Promise<void> => (await boxOf(photoId)).drop([photoId])

export const registerWays: Ways = {
  [PHOTO]: async ({ subjectId = '', payload }) => {
    const photoId = String(payload.photoId)
    const bytes = await photoOf(photoId)
    // It was sent before, and this phone was told so.
    if (!bytes) return
    await api(keepPhoto, { entryId: subjectId, photoId, file: { name: 'photo.jpg', bytes } })
    await dropPhoto(photoId)
  },
}
