/** What a tenant's clock needs to know: a rehearsal runs on its own time, every other tenant on the server's. */
export interface TenantClock {
  readonly rehearsal: boolean
  readonly clock_at: Date | null
  readonly clock_set: Date | null
  readonly clock_speed: number | null
}

/** The tenant's present instant. `real` is the server's clock, read once per request. */
export function tenantNow(tenant: TenantClock, real: Date): Date {
  if (!tenant.rehearsal || !tenant.clock_at || !tenant.clock_set) return real
  const passed = Math.max(0, real.getTime() - tenant.clock_set.getTime())
  return new Date(tenant.clock_at.getTime() + passed * (tenant.clock_speed ?? 1))
}
