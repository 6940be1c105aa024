import { serveJobs } from '../ground/jobs.ts'
import { serveBare } from './bare.ts'
import { placesByUpdate } from './places.ts'
import { rowsInBatches, rowsOneByOne } from './rows.ts'

// What the machine could do at best, measured beside what the server does.
const jobs = { serveBare, rowsOneByOne, rowsInBatches, placesByUpdate }
export type LimitJobs = typeof jobs

serveJobs(jobs)
