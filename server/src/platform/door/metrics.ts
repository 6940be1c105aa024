import { URGENCIES, type Urgency } from '@muster/core/platform/endpoint.ts'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { FactCounts } from '../context.ts'
import type { Reason } from './gate.ts'

/** Where figures that are not counted are read from, when somebody asks for them. */
export interface Sources {
  readonly running: (urgency: Urgency) => number
  readonly waiting: (urgency: Urgency) => number
  readonly lagMs: () => number
  readonly screens: () => number
  readonly pools: Readonly<Record<string, PoolFigures>>
}

export interface PoolFigures {
  readonly totalCount: number
  readonly idleCount: number
  readonly waitingCount: number
}

/** One answered request, in words that are few: never an id, an address or a name. */
export interface Answered {
  readonly route: string
  readonly urgency: string
  readonly status: number
  readonly seconds: number
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** What one server process counts and measures of itself, in the format of Prometheus. */
export class Metrics {
  readonly registry = new Registry()
  readonly #requests = new Histogram({
    name: 'muster_request_seconds',
    help: 'Time from the first byte read to the last byte answered.',
    labelNames: ['route', 'urgency', 'status'],
    buckets: SECONDS,
    registers: [this.registry],
  })
  readonly #waited = new Histogram({
    name: 'muster_gate_wait_seconds',
    help: 'Time a request waited at the gate for its turn.',
    labelNames: ['urgency'],
    buckets: SECONDS,
    registers: [this.registry],
  })
  readonly #shed = new Counter({
    name: 'muster_shed_total',
    help: 'Requests turned away: full (queue), gone (client left), late (event loop), connection (too many of one address).',
    labelNames: ['urgency', 'reason'],
    registers: [this.registry],
  })
  readonly #gathered = new Histogram({
    name: 'muster_gathered_requests',
    help: 'Requests answered together in one commit.',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
    registers: [this.registry],
  })
  readonly #gatheredWait = new Histogram({
    name: 'muster_gathered_wait_seconds',
    help: 'Time the first of those who are answered together waited for the commit to begin.',
    buckets: SECONDS,
    registers: [this.registry],
  })
  readonly #facts = new Counter({
    name: 'muster_facts_total',
    help: 'Facts by kind and verdict: accepted, known (sent again), refused.',
    labelNames: ['kind', 'verdict'],
    registers: [this.registry],
  })
  readonly #pictures = new Counter({
    name: 'muster_pictures_total',
    help: 'Shared pictures: computed, kept (given again), behind (given again although something changed).',
    labelNames: ['how'],
    registers: [this.registry],
  })
  readonly #bugs = new Counter({
    name: 'muster_bugs_total',
    help: 'Answers 500: each has a reference in the log.',
    registers: [this.registry],
  })
  readonly #failures = new Counter({
    name: 'muster_time_failures_total',
    help: 'Work of time that failed and is tried again: tick, job (for one city), jobs (the queue itself).',
    labelNames: ['what'],
    registers: [this.registry],
  })

  answered({ route, urgency, status, seconds }: Answered): void {
    this.#requests.observe({ route, urgency, status }, seconds)
    if (status === 500) this.#bugs.inc()
  }

  waited = (urgency: Urgency, seconds: number): void => this.#waited.observe({ urgency }, seconds)

  shed = (urgency: Urgency | 'none', reason: Reason | 'connection'): void => this.#shed.inc({ urgency, reason })

  gathered = (requests: number, waitedSeconds: number): void => {
    this.#gathered.observe(requests)
    this.#gatheredWait.observe(waitedSeconds)
  }

  facts(counts: FactCounts | undefined): void {
    for (const [kind, verdicts] of counts ?? [])
      for (const [verdict, count] of verdicts) this.#facts.inc({ kind, verdict }, count)
  }

  picture = (how: 'computed' | 'kept' | 'behind'): void => this.#pictures.inc({ how })

  failed = (what: string): void => this.#failures.inc({ what })

  /** Figures that are read when somebody asks. */
  watch({ running, waiting, lagMs, screens, pools }: Sources): void {
    this.#byUrgency('muster_running_requests', 'Requests that hold a place at the gate.', running)
    this.#byUrgency('muster_waiting_requests', 'Requests that wait for a place at the gate.', waiting)
    this.#gauge(
      'muster_event_loop_lag_seconds',
      'Mean lateness of the event loop in the last half second.',
      () => lagMs() / 1000,
    )
    this.#gauge('muster_screens', 'Screens on the live line.', screens)
    this.#gauge('muster_memory_bytes', 'Resident memory of the process.', () => process.memoryUsage.rss())
    this.#gauge('muster_cpu_seconds_total', 'CPU time of the process.', () => {
      const { user, system } = process.cpuUsage()
      return (user + system) / 1e6
    })
    const connections = new Gauge({
      name: 'muster_pool_connections',
      help: 'Connections to the database: open, idle, and requests waiting for one.',
      labelNames: ['pool', 'state'],
      registers: [this.registry],
      collect: () => {
        for (const [pool, { totalCount, idleCount, waitingCount }] of Object.entries(pools)) {
          connections.set({ pool, state: 'open' }, totalCount)
          connections.set({ pool, state: 'idle' }, idleCount)
          connections.set({ pool, state: 'waiting' }, waitingCount)
        }
      },
    })
  }

  #gauge(name: string, help: string, read: () => number): void {
    const gauge: Gauge = new Gauge({ name, help, registers: [this.registry], collect: () => gauge.set(read()) })
  }

  #byUrgency(name: string, help: string, read: (urgency: Urgency) => number): void {
    const gauge = new Gauge({
      name,
      help,
      labelNames: ['urgency'],
      registers: [this.registry],
      collect: () => {
        for (const urgency of URGENCIES) gauge.set({ urgency }, read(urgency))
      },
    })
  }
}
