import { plainName } from '@muster/core/territory/names.ts'
import { placeReading } from './pinyin.ts'
import { openRegistry } from './registry.ts'

const MOST = 20

/** Cities of the registry whose name, code, pinyin or initials begin like `search`. */
export function findCities(search: string): { code: string; name: string; province: string }[] {
  const wanted = plainName(search)
  const registry = openRegistry()
  const all = registry
    .provinces()
    .flatMap(province =>
      registry.cities(province.code).map(city => ({ code: city.code, name: city.name, province: province.name })),
    )
  return all.filter(city => fits(city, wanted)).slice(0, MOST)
}

function fits({ code, name, province }: { code: string; name: string; province: string }, wanted: string): boolean {
  if (code.startsWith(wanted) || plainName(name).includes(wanted) || plainName(province).startsWith(wanted)) return true
  const { pinyin, initials } = placeReading(name)
  return pinyin.replaceAll(' ', '').startsWith(wanted) || initials.startsWith(wanted)
}
