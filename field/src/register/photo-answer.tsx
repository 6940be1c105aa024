import { useEffect, useRef, useState } from 'preact/hooks'
import { useLanguage, useWords } from '../platform/language.ts'
import { useAct } from '../platform/load.ts'
import { Button } from '../shared/button.tsx'
import { Notice, TroubleNotice } from '../shared/notice.tsx'
import { dropPhoto, photoOf, putPhoto } from './photos.ts'
import { NoPicture, shrunk } from './shrink.ts'
import { words } from './words.ts'

interface PhotoProps {
  readonly id: string
  readonly value: unknown
  readonly onType: (value: unknown) => void
  readonly onBusy: (more: 1 | -1) => void
  readonly spoken: string | undefined
}

/** Camera or a picture of before: made small on the phone at once, seen before it is kept, taken anew as often as one likes. */
export function PhotoAnswer({ id, value, onType, onBusy, spoken }: PhotoProps) {
  const say = useWords(words)
  const language = useLanguage()
  const photoId = typeof value === 'string' ? value : undefined
  const [unread, setUnread] = useState(false)
  const { busy, trouble, act } = useAct()
  const here = useToldBusy(busy, onBusy)
  const take = (file: File | undefined) => {
    if (!file) return
    setUnread(false)
    act(async () => {
      const bytes = await shrunk(file).catch(error => {
        if (!(error instanceof NoPicture)) throw error
        setUnread(true)
      })
      if (!bytes) return
      const made = await putPhoto(bytes)
      // Whoever went away meanwhile may have begun the form anew, or saved it.
      if (!here.current) return dropPhoto(made)
      if (photoId) await dropPhoto(photoId)
      onType(made)
    })
  }
  const drop = () => {
    onType(undefined)
    if (photoId) void dropPhoto(photoId)
  }
  return (
    <div class="photo">
      {photoId && <Preview key={photoId} photoId={photoId} />}
      <TroubleNotice trouble={trouble} />
      {unread && <Notice tone="gap" title={say('photoUnread')} live />}
      <input
        id={id}
        class="photo__file"
        type="file"
        accept="image/*"
        disabled={busy}
        aria-describedby={spoken}
        onChange={event => {
          take(event.currentTarget.files?.[0])
          event.currentTarget.value = ''
        }}
      />
      <label class="weui-btn weui-btn_default" for={id} lang={language}>
        {say(busy ? 'photoBusy' : photoId ? 'photoAnew' : 'photoTake')}
      </label>
      {photoId && (
        <Button kind="quiet" onTap={drop}>
          {say('photoDrop')}
        </Button>
      )}
    </div>
  )
}

/** Tells the form while a photo is worked on. @returns whether the question still stands on the page */
function useToldBusy(busy: boolean, onBusy: PhotoProps['onBusy']) {
  const working = useRef(onBusy)
  working.current = onBusy
  useEffect(() => {
    if (!busy) return undefined
    working.current(1)
    return () => working.current(-1)
  }, [busy])
  const here = useRef(true)
  useEffect(
    () => () => {
      here.current = false
    },
    [],
  )
  return here
}

function Preview({ photoId }: { photoId: string }) {
  const say = useWords(words)
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    let made: string | undefined
    let shown = true
    photoOf(photoId).then(
      bytes => {
        if (!bytes || !shown) return
        made = URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }))
        setUrl(made)
      },
      () => {},
    )
    return () => {
      shown = false
      if (made) URL.revokeObjectURL(made)
    }
  }, [photoId])
  return url ? <img class="photo__seen" src={url} alt={say('photoSeen')} /> : null
}
