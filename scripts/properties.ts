// Every test file begins with this: how long properties are tried, on whatever machine.
import fc from 'fast-check'

const PATIENCE_MS = 30_000

/**
 * A slow machine tries fewer cases instead of failing by the clock, and one that fails looks no longer for a smaller case.
 * NOTE: asked between two cases; fast-check's own limit leaves a case running, which then meddles with the next test.
 */
const untilThen: fc.Plugin<unknown> = () => {
  const end = performance.now() + PATIENCE_MS
  const over = new fc.PreconditionFailure(true)
  return { decorateRun: run => value => (performance.now() < end ? run(value) : over) }
}

// Files that share a process come by here once each, and the library stays.
const DONE = Symbol.for('muster.properties')
if (!(DONE in globalThis)) fc.installGlobalPlugin(untilThen)
Object.assign(globalThis, { [DONE]: true })
