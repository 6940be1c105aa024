import { expect, it } from 'vitest'
import { crashOnce } from './day.ts'

/** More of them by hand: `CRASH_SEEDS=2,3,4`. */
const SEEDS = (process.env.CRASH_SEEDS ?? '1').split(',').map(Number)

it.each(SEEDS)(
  'PostgreSQL killed, then the server: the day ends with nothing lost and nothing doubled (seed %i)',
  { timeout: 180_000 },
  async seed => {
    const { loaded, output, killedAt } = await crashOnce(seed)
    expect({ loaded, killedAt, output: loaded ? '' : output }).toEqual({ loaded: true, killedAt, output: '' })
    expect(output).toContain('500人到社区报到')
  },
)
