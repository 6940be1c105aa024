import { serveJobs } from '../ground/jobs.ts'
import { fire } from './fire.ts'
import { Screens, type ScreensOrder } from './screens.ts'

// The people at their phones and screens, in a process of their own.
let screens: Screens | null = null

const jobs = {
  fire,
  openScreens: async (order: ScreensOrder) => {
    screens = new Screens(order)
    return screens.open()
  },
  closeScreens: async () => screens!.close(),
}
export type LoadJobs = typeof jobs

serveJobs(jobs)
