// The rules of the house that no tool checks, each with its reason. See CONTRIBUTING.md.
// NOTE: rules about the contract (permission and refused-role test of every endpoint, field register, privileges on fact
// tables) need the list of endpoints; they stand in house.contract.test.ts.
import { describe, expect, it } from 'vitest'
import { cityless } from './scripts/house/city.ts'
import { clocksOf, effectsOf, sqlClock } from './scripts/house/effects.ts'
import { FILES, forTests, generated, read, SOURCES, sizeOf } from './scripts/house/files.ts'
import { glossaryWords, unusedWords } from './scripts/house/glossary.ts'
import { GROUND, mayUse, placeOf, SLICES, targetOf } from './scripts/house/rooms.ts'
import { functionsOf, importsOf, source, testNamesOf } from './scripts/house/source.ts'

const scripts = SOURCES.filter(file => /\.(tsx?|mjs)$/.test(file))
const inRooms = scripts.filter(file => placeOf(file))
const core = inRooms.filter(file => file.startsWith('core/') && !forTests(file))

/** The longest allowed, and the length from which a file or function is worth a second look. */
const FILE = { breaks: 400, look: 300 }
const FUNCTION = { breaks: 60, look: 40 }

describe('rooms and slices', () => {
  it('imports point left: what is further right can change without asking those on the left', () => {
    expect(inRooms.filter(file => !forTests(file)).flatMap(wrongImports)).toEqual([])
  })

  it('has only folders named by the glossary’s slices: the same word leads to the same thing in every room', () => {
    const allowed = new Set<string>([...GROUND, ...SLICES, ''])
    const parts = FILES.filter(file => /^(core|server|console|field)\//.test(file)).flatMap(file => placeOf(file) ?? [])
    const unknown = parts.filter(({ part }) => !allowed.has(part)).map(({ room, part }) => `${room}/src/${part}`)
    expect([...new Set(unknown)]).toEqual([])
  })

  it('names our own files in imports with their ending: Node runs them as they are', () => {
    const wrong = scripts.flatMap(file =>
      importsOf(source(file))
        .filter(({ specifier }) => targetOf(file, specifier) && !/\.\w+(\?[\w&]+)?$/.test(specifier))
        .map(({ specifier, line }) => `${file}:${line} ${specifier}`),
    )
    expect(wrong).toEqual([])
  })
})

describe('pure in the middle', () => {
  it('keeps core without clock, chance and outside world: the phone and the server must decide alike', () => {
    expect(core.flatMap(file => effectsOf(source(file)))).toEqual([])
  })

  it('lets core use nothing but zod: it runs in every browser and every server', () => {
    const foreign = core.flatMap(file =>
      importsOf(source(file))
        .filter(({ specifier }) => !targetOf(file, specifier) && !/^zod(\/|$)/.test(specifier))
        .map(({ specifier, line }) => `${file}:${line} ${specifier}`),
    )
    expect(foreign).toEqual([])
  })

  it('gives server slices one clock, ctx.now: as-of figures and tests depend on it', () => {
    const slices = FILES.filter(file => {
      const place = placeOf(file)
      return (
        place?.room === 'server' && SLICES.some(slice => slice === place.part) && !forTests(file) && !generated(file)
      )
    })
    const inCode = slices.filter(file => file.endsWith('.ts')).flatMap(file => clocksOf(source(file)))
    const inSql = slices
      .filter(file => file.endsWith('.sql') && sqlClock(read(file)))
      .map(file => `${file} ${sqlClock(read(file))}`)
    expect([...inCode, ...inSql]).toEqual([])
  })
})

/** What looks over all cities on purpose: once a second, or once for each reading of the measures. */
const OVER_ALL_CITIES = new Set([
  'server/src/audit/measures.ts',
  'server/src/ledger/measures.ts',
  // `due` of ticks: which cities have something to do.
  'server/src/callout/vacancies.ts',
  'server/src/duty/due.ts',
  'server/src/roster/due.ts',
  'server/src/ledger/tally/tick.ts',
  'server/src/ledger/tally/followed.ts',
  'server/src/roster/rota/build/tick.ts',
])

describe('many cities', () => {
  it('lets every query and every subquery name its city: else a sharded database asks all its nodes, or refuses', () => {
    const server = scripts.filter(file => file.startsWith('server/src/') && !forTests(file))
    const wrong = server.filter(file => !OVER_ALL_CITIES.has(file)).flatMap(file => cityless(source(file)))
    expect(wrong).toEqual([])
  })
})

describe('small things', () => {
  it('has no file over 400 lines: what does not fit a head does not fit a review', () => {
    const files = SOURCES.map(file => ({ file, lines: read(file).trimEnd().split('\n').length }))
    report(
      'files over 300 lines',
      files.filter(({ lines }) => lines > FILE.look).map(({ file, lines }) => `${lines} ${file}`),
    )
    expect(
      files.filter(({ lines }) => lines > FILE.breaks).map(({ file, lines }) => `${file}: ${lines} lines`),
    ).toEqual([])
  })

  it('has no function over 60 lines: it decides more than one thing', () => {
    const long = scripts.flatMap(file => functionsOf(source(file))).filter(({ lines }) => lines > FUNCTION.look)
    report(
      'functions over 40 lines',
      long.map(({ file, line, lines, name }) => `${lines} ${name} (${file}:${line})`),
    )
    const tooLong = long.filter(({ lines }) => lines > FUNCTION.breaks)
    expect(tooLong.map(({ file, line, lines, name }) => `${file}:${line} ${name}: ${lines} lines`)).toEqual([])
  })

  it('has no file of 1 MiB or more but the registry artefact: a clone stays small for those with a slow line', () => {
    const heavy = FILES.filter(
      file => !file.startsWith('server/src/territory/artefact/') && sizeOf(file) >= 1024 * 1024,
    )
    expect(heavy).toEqual([])
  })
})

describe('one way to say it', () => {
  it('exports by name: a thing has one name everywhere; only tools that ask for a default export get one', () => {
    const askedFor = /\.config\.ts$|^scripts\/closing-line\.ts$|^server\/src\/platform\/testing\/global\.ts$/
    const wrong = scripts.filter(file => !askedFor.test(file)).filter(file => exportsDefault(file))
    expect(wrong).toEqual([])
  })

  it('marks comments only with NOTE and TODO(#issue): any other mark is a promise nobody tracks', () => {
    const wrong = scripts.flatMap(file =>
      source(file)
        .comments.filter(({ value }) =>
          /\b(FIXME|HACK|XXX|OPTIMI[SZE]E|WTF)\b|\bTODO\b(?!\(#\d+\))|@ts-(ignore|nocheck)/.test(value),
        )
        .map(({ value, line }) => `${file}:${line} ${value.trim()}`),
    )
    expect(wrong).toEqual([])
  })

  it('uses a test’s name once in a file: a report of a failure must mean one test', () => {
    const wrong = scripts
      .filter(file => /\.test\.tsx?$/.test(file))
      .flatMap(file => twice(testNamesOf(source(file))).map(name => `${file} “${name}”`))
    expect(wrong).toEqual([])
  })

  it('uses every word of the glossary in code: a word nobody uses is a word nobody agreed on', () => {
    expect(
      unusedWords(
        glossaryWords(),
        FILES.filter(file => /\.(tsx?|sql)$/.test(file)),
      ),
    ).toEqual([])
  })
})

describe('papers and pins', () => {
  it('tells what changed: CHANGELOG.md', () => {
    expect(FILES).toContain('CHANGELOG.md')
  })

  it('dates decisions, YYYY-MM-DD-name.md: numbers collide between branches, dates do not', () => {
    const decisions = FILES.filter(file => file.startsWith('docs/decisions/'))
    expect(decisions.filter(file => !/\/\d{4}-\d{2}-\d{2}-[a-z0-9-]+\.md$/.test(file))).toEqual([])
  })

  it('names no folder of somebody’s machine: it works there and nowhere else', () => {
    const path = /(^|[\s"'`(=:])(\/(home|Users)\/\w+\/|\/root\/|\/work\/\w+|[A-Z]:\\Users\\)/m
    const text = FILES.filter(
      file => /\.(tsx?|mjs|json|jsonc|md|css|html|sql|ya?ml|sh|toml)$/.test(file) && !generated(file),
    )
    expect(text.filter(file => path.test(read(file)))).toEqual([])
  })

  it('keeps registry addresses out of the lock: each installs from the mirror that is near', () => {
    expect(read('package-lock.json').match(/"resolved": "(https?|git)[^"]*"/g) ?? []).toEqual([])
  })

  it('pins every dependency exactly: two installs of one commit are the same', () => {
    const loose = FILES.filter(file => /(^|\/)package\.json$/.test(file)).flatMap(file =>
      pinsOf(file).filter(
        ([name, version]) => !/^\d/.test(version) && !(name.startsWith('@muster/') && version === '*'),
      ),
    )
    expect(loose).toEqual([])
  })
})

function wrongImports(file: string): string[] {
  return importsOf(source(file)).flatMap(({ specifier, line }) => {
    const target = targetOf(file, specifier)
    const why = target && mayUse(file, target)
    return why ? [`${file}:${line} → ${target}: ${why}`] : []
  })
}

function report(what: string, lines: string[]): void {
  if (lines.length > 0) console.log(`${what}, worth a look:\n  ${lines.sort(byNumber).join('\n  ')}`)
}

const byNumber = (a: string, b: string) => Number.parseInt(b, 10) - Number.parseInt(a, 10)

const exportsDefault = (file: string) =>
  (source(file).program.body as { type: string }[]).some(({ type }) => type === 'ExportDefaultDeclaration')

const twice = (names: string[]) => [...new Set(names.filter((name, at) => names.indexOf(name) !== at))]

function pinsOf(file: string): [name: string, version: string][] {
  const manifest = JSON.parse(read(file)) as Record<string, Record<string, string> | undefined>
  const groups = [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies]
  return groups.flatMap(group => Object.entries(group ?? {}))
}
