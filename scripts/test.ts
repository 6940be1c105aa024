// Everything that must hold, and one plain last line that says whether it does.
import { CHECKS, type Check, print, runChecks } from './checks.ts'
import { closingLine } from './closing-line.ts'
import { runTests } from './test-run.ts'

/** Tells the launcher that the closing line has been printed and names a failure; see `scripts/run.mjs`. */
const FAILED_AND_SAID = 3

const screens: Check = { name: 'the screens build', command: ['node', 'scripts/run.mjs', 'build'] }

const outcomes = [...(await runChecks([screens], print)), ...(await runChecks(CHECKS, print))]
const asked = process.argv.slice(2)
// What takes minutes by itself is run when it is asked for.
const tests = await runTests(asked.length > 0 ? asked : ['--project=!long'])
const total = {
  passed: tests.passed + outcomes.filter(({ passed }) => passed).length,
  failed: tests.failed + outcomes.filter(({ passed }) => !passed).length,
}
for (const { name, passed } of outcomes) if (!passed) console.log(`✗ ${name} (its report is above)`)
console.log(closingLine(total))
process.exitCode = total.failed > 0 ? FAILED_AND_SAID : 0
