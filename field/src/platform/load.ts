import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { now } from './clock.ts'
import { type Answered, askOrCopy } from './copies.ts'
import { useChanges } from './live.ts'
import { type Trouble, troubleOf } from './trouble.ts'

/** Something that was asked of the server: the last answer stays while a newer one is fetched or fails. */
export interface Loaded<T> {
  readonly data: T | undefined
  readonly trouble: Trouble | undefined
  /** When the answer came, by the server's clock. */
  readonly at: number | undefined
  /** There is no line: what stands here was known at `at`. */
  readonly copied?: boolean
  readonly reload: () => void
  readonly put: (data: T) => void
}

/**
 * Asks when `key` changes, when one of the server’s topics changed and when the phone is looked at again; an older answer
 * never overwrites a newer one.
 */
export function useLoad<T>(key: string, topics: string, ask: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ key: string } & Pick<Loaded<T>, 'data' | 'trouble' | 'at'>>({
    ...NOTHING,
    key,
  })
  const latest = useRef(0)
  const asking = useRef(ask)
  asking.current = ask
  const reload = useCallback(() => {
    latest.current += 1
    const turn = latest.current
    const mine = () => turn === latest.current
    asking.current().then(
      data => mine() && setState({ key, data, trouble: undefined, at: now() }),
      error => mine() && setState(old => ({ ...(old.key === key ? old : NOTHING), key, trouble: troubleOf(error) })),
    )
  }, [key])
  const put = useCallback(
    (data: T) => {
      latest.current += 1
      setState({ key, data, trouble: undefined, at: now() })
    },
    [key],
  )
  useEffect(reload, [reload])
  useChanges(topics, reload)
  const shown = state.key === key ? state : NOTHING
  return { data: shown.data, trouble: shown.trouble, at: shown.at, reload, put }
}

const NOTHING = { data: undefined, trouble: undefined, at: undefined }

/**
 * The same for what is needed without a line too: the last answer of a day stands in, and says of when it is.
 *
 * @param account whose copy it is; undefined: nobody's, and none is kept
 */
export function useKeptLoad<T>(
  { account, key, topics }: { account: string | undefined; key: string; topics: string },
  ask: () => Promise<T>,
): Loaded<T> {
  const asked = useLoad<Answered<T>>(key, topics, () =>
    account ? askOrCopy({ account, key, now }, ask) : ask().then(data => ({ data, at: now(), copied: false })),
  )
  const { data, put } = asked
  const putFresh = useCallback((fresh: T) => put({ data: fresh, at: now(), copied: false }), [put])
  return { ...asked, data: data?.data, at: data?.at, copied: data?.copied ?? false, put: putFresh }
}

/** One act at a time: whether it runs, what went wrong last, and a way to do the same again. */
export function useAct() {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  const last = useRef<() => Promise<void>>(undefined)
  const act = useCallback(async (what: () => Promise<void>) => {
    last.current = what
    setBusy(true)
    setTrouble(undefined)
    try {
      await what()
    } catch (error) {
      setTrouble(troubleOf(error))
    } finally {
      setBusy(false)
    }
  }, [])
  const retry = useCallback(() => void (last.current && act(last.current)), [act])
  return { busy, trouble, act: (what: () => Promise<void>) => void act(what), retry }
}
