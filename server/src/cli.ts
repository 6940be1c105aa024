#!/usr/bin/env node
/** The `muster` command: what the keeper of an installation needs, in plain words. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { Problem } from '@muster/core/platform/problem.ts'
import { ROLE_NAMES } from '@muster/core/platform/role.ts'
import { Command, InvalidArgumentError, Option } from 'commander'
import { backUp, restore, tryRestore } from './cli/backup.ts'
import { doctor } from './cli/doctor.ts'
import { listMonths, rebuildAll, verifyAudit } from './cli/ledger.ts'
import { withDatabase } from './cli/operator.ts'
import { importPeople } from './cli/people.ts'
import { type SolveFileOptions, solveFile } from './cli/solve.ts'
import { start } from './cli/start.ts'
import { addUser, listUsers, type NewUser, resetUser } from './cli/user.ts'
import { migrate } from './platform/database/migrate.ts'
import { readSettings } from './settings.ts'

const settings = readSettings()
const program = new Command('muster').description('Muster · 集结')
const tenantOption = () => new Option('--tenant <id>', '哪个城市；只有一个时可省 · which city, if there are several')

program
  .command('start')
  .description('启动服务 · serve')
  .action(async () => void (await start(settings)))

program
  .command('migrate')
  .description('更新数据库结构 · bring the database up to date')
  .action(async () => {
    const ran = await withDatabase(settings, migrate)
    console.log(ran.length > 0 ? ran.join('\n') : '已是最新 · up to date already')
  })

program
  .command('import <file>')
  .description('导入人员名册（xlsx、csv）· import a roster')
  .addOption(tenantOption())
  .option('--apply', '没有错误时保存；不加只预览 · save if there are no errors; without it, a preview')
  .action(async (file: string, options: { tenant?: string; apply?: boolean }) => {
    process.exitCode = (await importPeople(settings, file, options)) ? 0 : 1
  })

program
  .command('replay [ids...]')
  .description('重放验收场景 · run acceptance replays')
  .allowUnknownOption()
  .action((ids: string[]) => {
    const { status } = spawnSync(
      process.execPath,
      [join(import.meta.dirname, '../../demo/src/cli.ts'), 'replay', ...ids],
      { stdio: 'inherit' },
    )
    process.exitCode = status ?? 1
  })

const user = program.command('user').description('账号 · accounts')
user
  .command('list')
  .addOption(tenantOption())
  .action((options: { tenant?: string }) => listUsers(settings, options.tenant))
user
  .command('add <login>')
  .addOption(tenantOption())
  .addOption(new Option('--role <role>').choices(ROLE_NAMES).makeOptionMandatory())
  .option('--territory <code>')
  .option('--unit <code>')
  .action((login: string, options: NewUser) => addUser(settings, login, options))
user
  .command('reset <login>')
  .addOption(tenantOption())
  .action((login: string, options: { tenant?: string }) => resetUser(settings, login, options.tenant))

program
  .command('rebuild')
  .description('由台账重算各汇总 · rebuild the projections from the facts')
  .addOption(tenantOption())
  .action(async (options: { tenant?: string }) => {
    await rebuildAll(settings, options.tenant)
  })

program
  .command('ledger')
  .description('台账 · the ledger')
  .command('months')
  .description('各月的记录、占用和保存期限 · what lies in each month, how large, and how long it is kept')
  .addOption(tenantOption())
  .action((options: { tenant?: string }) => listMonths(settings, options.tenant))

program
  .command('audit')
  .description('核验审计链 · verify the audit chain')
  .addOption(tenantOption())
  .action(async (options: { tenant?: string }) => {
    process.exitCode = (await verifyAudit(settings, options.tenant)) ? 0 : 1
  })

/** A number of the command line. */
function positive(text: string): number {
  const value = Number(text)
  if (!(value > 0 && value < 2 ** 31)) throw new InvalidArgumentError('请给出大于零的数 · give a number above zero')
  return value
}

const passphraseOption = () =>
  new Option('--passphrase-file <file>', '加密所用的口令，一行 · the passphrase to encrypt with, one line')

program
  .command('backup [file]')
  .description('备份全部城市，可在服务运行时进行 · back up all cities, while the server runs')
  .addOption(passphraseOption())
  .action((file: string | undefined, options: { passphraseFile?: string }) => backUp(settings, file, options))

program
  .command('restore <file>')
  .description('把备份恢复到空的系统 · restore a backup into an empty installation')
  .addOption(passphraseOption())
  .option('--try', '恢复到临时目录，核对后删除 · restore into a folder for the trial, check, and remove it')
  .action(async (file: string, options: { passphraseFile?: string; try?: boolean }) => {
    process.exitCode = (await (options.try ? tryRestore : restore)(settings, file, options)) ? 0 : 1
  })

program
  .command('solve <problem>')
  .description('求解排班问题（JSON），Ctrl-C 得到目前最好的 · solve a roster problem; Ctrl-C gives the best so far')
  .option('--out <file>', '排班写到哪里；不加则打印 · where the roster goes; printed without it')
  .addOption(new Option('--seconds <n>', '最多多少秒 · how long at most').argParser(positive).default(60))
  .addOption(new Option('--seed <n>', '随机种子 · seed of chance').argParser(positive).default(1))
  .addOption(new Option('--threads <n>', '线程数，1 或 2 · threads, 1 or 2').argParser(positive).default(2))
  .action(async (problem: string, options: SolveFileOptions) => {
    process.exitCode = (await solveFile(problem, options)) ? 0 : 1
  })

program
  .command('doctor')
  .description('体检 · say what is wrong with this installation')
  .action(async () => {
    process.exitCode = (await doctor(settings)) > 0 ? 1 : 0
  })

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof Problem)) throw error
  console.error(`${error.zh}\n${error.en}`)
  process.exitCode = 1
}
