import { CHECKS, print, runChecks } from './checks.ts'

const outcomes = await runChecks(CHECKS, print)
process.exitCode = outcomes.every(({ passed }) => passed) ? 0 : 1
