import type { Highs } from 'highs'

/** HiGHS, or nothing where it is not installed or this machine cannot load it: the search then goes on without bounds. */
export async function loadHighs(): Promise<Highs | undefined> {
  try {
    // NOTE: the package describes its CommonJS face, but Node loads the other one, whose default is the loader itself.
    const { default: load } = (await import('highs')) as unknown as { default: () => Promise<Highs> }
    return await load()
  } catch {
    return undefined
  }
}
