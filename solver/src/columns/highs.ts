import type { Highs } from 'highs'

/** HiGHS, or nothing where it is not installed or this machine cannot load it: the search then goes on without bounds. */
export async function loadHighs(): Promise<Highs | undefined> {
  try {
    const { default: load } = await import('highs')
    return await load()
  } catch {
    return undefined
  }
}
