import type { BenchServer } from '../ground/server.ts'
import type { City } from './city.ts'
export interface Prepared {
  readonly city: City
  readonly server: BenchServer
}
