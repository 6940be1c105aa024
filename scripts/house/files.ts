import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The checkout, so that the rules hold wherever the tests are started from. */
export const ROOT = join(import.meta.dirname, '..', '..')

/** Every file that is, or is about to be, part of the project; what git ignores is not ours to judge. */
export const FILES: readonly string[] = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
})
  .split('\0')
  .filter(file => file !== '' && existsSync(join(ROOT, file)) && statSync(join(ROOT, file)).isFile())

/** Written by a machine: golden files, generated row types, compiled data. */
export const generated = (file: string): boolean =>
  /(^|\/)(generated|artefact)\/|\.gen\.tsx?$|(^|\/)(schema\.sql|openapi\.json|package-lock\.json)$/.test(file)

/** A file's text. */
export const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

/** A file's size in bytes. */
export const sizeOf = (file: string): number => statSync(join(ROOT, file)).size

/** Written by hand and read by a person: what the limits of length are for. */
export const SOURCES = FILES.filter(file => /\.(tsx?|mjs|css)$/.test(file) && !generated(file))

/** A test, or what only tests use; such files may know the whole house. */
export const forTests = (file: string): boolean => /\.test\.tsx?$|(^|\/)testing(\/|\.ts$)|\.gallery\.tsx$/.test(file)
