import { problems } from '@muster/core/platform/problem.ts'

/** Everything that can keep a backup from being made or restored; read on a terminal. `{place}` is a table, or an end of the file. */
export const backupProblem = problems({
  'backup/exists': {
    status: 409,
    retry: 'review',
    zh: '{file} 已经存在，没有覆盖。请换一个文件名，或先把它移走。',
    en: '{file} is there already and was not overwritten. Choose another name, or move it away first.',
  },
  'backup/nothing': {
    status: 409,
    retry: 'review',
    zh: '这套系统里还没有城市，没有可备份的内容。请检查 MUSTER_FOLDER 或 DATABASE_URL 是否指对了地方。',
    en: 'There is no city in this installation, so nothing to back up. Check where MUSTER_FOLDER or DATABASE_URL points.',
  },
  'backup/passphrase-short': {
    status: 422,
    retry: 'review',
    zh: '口令文件里的口令太短，至少要 {least} 个字符。请换一个更长的，并另外保管：忘了它就打不开备份。',
    en: 'The passphrase in the file is too short: {least} characters at least. Take a longer one and keep it elsewhere: without it the backup cannot be opened.',
  },
  'backup/no-file': {
    status: 404,
    retry: 'review',
    zh: '读不到文件 {file}（{reason}）。请检查路径和权限。',
    en: 'The file {file} cannot be read ({reason}). Check the path and its permissions.',
  },
  'backup/not-a-backup': {
    status: 422,
    retry: 'review',
    zh: '{file} 不是 Muster 的备份，或开头已损坏。请换一份备份。',
    en: '{file} is not a backup of Muster, or its beginning is damaged. Take another one.',
  },
  'backup/needs-passphrase': {
    status: 422,
    retry: 'review',
    zh: '这份备份是加密的。请加 --passphrase-file，给出备份时用的口令文件。',
    en: 'This backup is encrypted. Add --passphrase-file with the passphrase it was made with.',
  },
  'backup/wrong-passphrase': {
    status: 422,
    retry: 'review',
    zh: '口令不对，或备份的开头已损坏；没有写入任何数据。请核对口令文件，或换一份备份。',
    en: 'The passphrase is not the right one, or the beginning of the backup is damaged; nothing was written. Check the passphrase file, or take another backup.',
  },
  'backup/torn': {
    status: 422,
    retry: 'review',
    zh: '备份不完整，到 {place} 处中断；没有写入任何数据。请重新复制这个文件，或换一份备份。',
    en: 'The backup is torn off in {place}; nothing was written. Copy the file again, or take another backup.',
  },
  'backup/changed': {
    status: 422,
    retry: 'review',
    zh: '备份已损坏：{place} 处的内容与校验值不符；没有写入任何数据。请重新复制这个文件，或换一份备份。',
    en: 'The backup is damaged: {place} does not match its digest; nothing was written. Copy the file again, or take another backup.',
  },
  'backup/other-structure': {
    status: 409,
    retry: 'review',
    zh: '结构不同，不能恢复：备份到 {theirs} 为止，本版 Muster 到 {ours} 为止，或目标数据库已经更新。请用不低于备份的 Muster 版本，恢复到一个全新的文件夹或数据库。',
    en: 'The structures differ: the backup ends with {theirs}, this Muster with {ours}, or the target was brought up to date before. Use a Muster no older than the backup, and a new folder or database.',
  },
  'backup/not-empty': {
    status: 409,
    retry: 'review',
    zh: '目标里已有数据（表 {place}），没有作任何改动。请用 MUSTER_FOLDER 或 DATABASE_URL 指定一个新的空目录或空数据库，再恢复。',
    en: 'The target holds data already (table {place}); nothing was changed. Name a new folder with MUSTER_FOLDER or an empty database with DATABASE_URL, and restore there.',
  },
  'backup/not-taken': {
    status: 422,
    retry: 'review',
    zh: '数据库没有收下表 {place}（{reason}），已全部撤回，目标仍是空的。请运行 npm run muster doctor，并换一份备份再试。',
    en: 'The database did not take the table {place} ({reason}); all was rolled back and the target is empty. Run npm run muster doctor and try another backup.',
  },
})
