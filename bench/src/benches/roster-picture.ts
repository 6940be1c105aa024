import type { RosterResult } from './roster-run.ts'

const [WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM] = [760, 400, 60, 20, 90, 50]
/** The lowest and highest gap of the picture, as shares; both axes are logarithmic. */
const [LEAST, MOST] = [0.001, 1]

/** A curve for each instance: how far its first seed was from the best known, by CPU seconds. As SVG. */
export function picture(results: readonly RosterResult[]): string {
  const curves = results.flatMap(({ instance, best, runs }) => {
    const [run] = runs
    if (best === undefined || !run || run.curve.length === 0) return []
    const points = run.curve.map(([seconds, cost]) => ({ seconds, gap: (cost - best) / best }))
    return [{ instance, points: [...points, { seconds: run.cpuSeconds, gap: points.at(-1)!.gap }] }]
  })
  const latest = Math.max(1, ...curves.flatMap(({ points }) => points.map(({ seconds }) => seconds)))
  const at = scales(latest)
  const lines = curves.map(({ instance, points }, index) => curve(instance, points.map(at), hue(index, curves.length)))
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
${axes(latest)}
${lines.join('\n')}
</svg>
`
}

interface Point {
  readonly seconds: number
  readonly gap: number
}

const FIRST = 0.1

/** Where a point lies; what is better than the least gap lies on the lower edge. */
function scales(latest: number): (point: Point) => [x: number, y: number] {
  const across = (WIDTH - LEFT - RIGHT) / Math.log(latest / FIRST)
  const down = (HEIGHT - TOP - BOTTOM) / Math.log(MOST / LEAST)
  return ({ seconds, gap }) => [
    Math.round(LEFT + across * Math.log(Math.max(FIRST, seconds) / FIRST)),
    Math.round(TOP + down * Math.log(MOST / Math.min(MOST, Math.max(LEAST, gap)))),
  ]
}

const hue = (index: number, all: number): string => `hsl(${Math.round((300 * index) / Math.max(1, all))} 65% 40%)`

/** Steps, as the best stays until a better is found; and the instance's name at its end. */
function curve(instance: string, points: readonly [number, number][], colour: string): string {
  const [first, ...rest] = points
  const steps = rest.map(([x, y]) => `H${x}V${y}`).join('')
  const [x, y] = points.at(-1)!
  return `<path d="M${first!.join(' ')}${steps}" fill="none" stroke="${colour}" stroke-width="1.5"/><text x="${x + 5}" y="${y + 4}" fill="${colour}">${instance}</text>`
}

function axes(latest: number): string {
  const at = scales(latest)
  const gaps = [1, 0.1, 0.01, 0.001].map(gap => {
    const [, y] = at({ seconds: FIRST, gap })
    return `<path d="M${LEFT} ${y}H${WIDTH - RIGHT}" stroke="#ddd"/><text x="${LEFT - 6}" y="${y + 4}" text-anchor="end">${gap === LEAST ? '≤ ' : ''}${100 * gap} %</text>`
  })
  const times = [0.1, 1, 10, 60, 600]
    .filter(seconds => seconds <= latest)
    .map(seconds => {
      const [x] = at({ seconds, gap: LEAST })
      return `<path d="M${x} ${TOP}V${HEIGHT - BOTTOM}" stroke="#eee"/><text x="${x}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${seconds}</text>`
    })
  return `${[...gaps, ...times].join('\n')}
<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 10}" text-anchor="middle">CPU seconds</text>`
}
