import { PHOTO_BYTES, PHOTO_SIDE, plainJpeg } from '@muster/core/register/jpeg.ts'

/** The file is no picture that this phone can read. */
export class NoPicture extends Error {}

/** Each try is smaller than the one before; the last is small whatever is on it. */
const TRIES: readonly (readonly [side: number, quality: number])[] = [
  [PHOTO_SIDE, 0.82],
  [PHOTO_SIDE, 0.6],
  [960, 0.6],
  [720, 0.5],
  [480, 0.4],
]

/**
 * A photo as it is kept: drawn anew, so that nothing but what is to be seen is left of it, and small enough for a poor line.
 *
 * @throws NoPicture
 */
export async function shrunk(file: Blob): Promise<Uint8Array> {
  const picture = await decoded(file)
  for (const [side, quality] of TRIES) {
    const drawn = plainJpeg(await drawnAt(picture, side, quality))
    if (drawn && drawn.bytes.length <= PHOTO_BYTES) return drawn.bytes
  }
  throw new NoPicture()
}

type Drawable = HTMLImageElement | ImageBitmap

/** Old phones know no bitmaps, and read a picture as one of the page. */
async function decoded(file: Blob): Promise<Drawable> {
  if (typeof createImageBitmap === 'function') {
    const bitmap = await createImageBitmap(file).catch(() => undefined)
    if (bitmap) return bitmap
  }
  const url = URL.createObjectURL(file)
  try {
    return await new Promise((resolve, reject) => {
      const image = new Image()
      image.onload = () => resolve(image)
      image.onerror = () => reject(new NoPicture())
      image.src = url
    })
  } finally {
    URL.revokeObjectURL(url)
  }
}

async function drawnAt(picture: Drawable, side: number, quality: number): Promise<Uint8Array> {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const pen = canvas.getContext('2d')
  if (!pen) throw new NoPicture()
  // What is see-through becomes white, not black.
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/jpeg', quality))
  if (!blob) throw new NoPicture()
  return new Uint8Array(await new Response(blob).arrayBuffer())
}
