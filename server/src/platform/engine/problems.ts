import { problems } from '@muster/core/platform/problem.ts'

/**
 * Everything that can keep the database from opening, each with what to do next. These are read by whoever starts
 * Muster, on a terminal or in a log, not by a phone.
 */
export const engineProblem = problems({
  'engine/unsupported-platform': {
    status: 503,
    retry: 'review',
    zh: '本机（{platform}）没有随附的 PostgreSQL，或安装时略过了可选依赖。请重新安装依赖（不要加 --omit=optional），或设置环境变量 DATABASE_URL 指向一台 PostgreSQL 15 及以上的数据库。',
    en: 'No PostgreSQL is bundled for this machine ({platform}), or optional dependencies were left out. Install again without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or later.',
  },
  'engine/cannot-run': {
    status: 503,
    retry: 'review',
    zh: '随附的 PostgreSQL 在本机无法运行：{reason}。请改用带 glibc 的 Linux、macOS 或 Windows，或设置 DATABASE_URL 指向现有的 PostgreSQL。',
    en: 'The bundled PostgreSQL does not run here: {reason}. Use a Linux with glibc, macOS or Windows, or set DATABASE_URL to an existing PostgreSQL.',
  },
  'engine/folder-held': {
    status: 503,
    retry: 'later',
    zh: '数据目录 {folder} 正被进程 {pid} 使用。请先停掉它，或换一个数据目录。',
    en: 'The data folder {folder} is in use by process {pid}. Stop that one first, or choose another folder.',
  },
  'engine/folder-not-ours': {
    status: 503,
    retry: 'review',
    zh: '目录 {folder} 里有别的东西（如 {found}），不是 Muster 的数据，未作任何改动。请换一个空目录。',
    en: 'The folder {folder} holds something else ({found}, for one), not data of Muster; nothing was touched. Choose an empty folder.',
  },
  'engine/folder-not-writable': {
    status: 503,
    retry: 'review',
    zh: '无法写入目录 {folder}（{reason}）。请检查它的权限和属主，或换一个目录。',
    en: 'The folder {folder} cannot be written ({reason}). Check its permissions and owner, or choose another folder.',
  },
  'engine/folder-hidden': {
    status: 503,
    retry: 'review',
    zh: '以 root 启动时，PostgreSQL 以 uid {uid} 运行，而它进不了 {closed}。请把数据目录放到别处（如 /srv/muster），或用普通用户启动。',
    en: 'Started as root, PostgreSQL runs as uid {uid}, which may not enter {closed}. Put the data folder elsewhere (/srv/muster, say), or start as an ordinary user.',
  },
  'engine/other-owner': {
    status: 503,
    retry: 'review',
    zh: '数据目录 {folder} 属于 uid {owner}，而当前用户是 uid {uid}。请用原来的用户启动，或执行 chown -R 交给当前用户。',
    en: 'The data in {folder} belongs to uid {owner}, and this is uid {uid}. Start as the user that made it, or hand it over with chown -R.',
  },
  'engine/other-version': {
    status: 503,
    retry: 'review',
    zh: '{folder} 中的数据由 PostgreSQL {theirs} 写成，本版随附的是 PostgreSQL {ours}，不能直接打开，未作任何改动。请用原来的 Muster 版本做一次备份，再用本版恢复到一个空目录；或用 PostgreSQL {theirs} 打开它并设置 DATABASE_URL。',
    en: 'The data in {folder} was written by PostgreSQL {theirs}; this Muster brings PostgreSQL {ours}, which cannot open it; nothing was touched. Back up with the Muster that wrote it and restore into an empty folder with this one, or run PostgreSQL {theirs} on it and set DATABASE_URL.',
  },
  'engine/damaged': {
    status: 503,
    retry: 'review',
    zh: '{folder} 中的数据库不完整：{reason}。请不要删除它；从最近的备份恢复到一个空目录，并保留这份以备检查。',
    en: 'The database in {folder} is not whole: {reason}. Do not delete it; restore the latest backup into an empty folder and keep this one for inspection.',
  },
  'engine/disk-full': {
    status: 507,
    retry: 'later',
    zh: '磁盘已满：{folder} 所在的磁盘没有空间了。请腾出至少 1 GB 再启动；已确认的数据没有丢。',
    en: 'The disk that holds {folder} is full. Free at least 1 GB and start again; nothing acknowledged is lost.',
  },
  'engine/orphan-stays': {
    status: 503,
    retry: 'later',
    zh: '上次运行留下的 PostgreSQL（进程 {pid}）还在使用 {folder}，未能停下或无法确认它属于本目录。请手动停掉该进程再启动。',
    en: 'A PostgreSQL of an earlier run (process {pid}) still uses {folder}, and could not be stopped or shown to be ours. Stop that process by hand and start again.',
  },
  'engine/port-taken': {
    status: 503,
    retry: 'later',
    zh: '本机端口 {port} 被占用，试了其他端口也没有成功。请停掉占用者，或换一个端口。',
    en: 'Port {port} on this machine is taken, and so were the others tried. Stop what uses it, or choose another port.',
  },
  'engine/no-start': {
    status: 503,
    retry: 'later',
    zh: 'PostgreSQL 没有启动：{reason}。详见 {file}。',
    en: 'PostgreSQL did not start: {reason}. The whole story is in {file}.',
  },
  'database/address': {
    status: 503,
    retry: 'review',
    zh: 'DATABASE_URL 不是可用的 PostgreSQL 地址。应形如 postgresql://用户:密码@主机:5432/库名。',
    en: 'DATABASE_URL is not an address of a PostgreSQL. It looks like postgresql://user:password@host:5432/database.',
  },
  'database/unreachable': {
    status: 503,
    retry: 'later',
    zh: '连不上数据库 {address}：{reason}。请检查 DATABASE_URL、网络，以及数据库是否已启动。',
    en: 'The database at {address} cannot be reached: {reason}. Check DATABASE_URL, the network, and that the database is running.',
  },
  'database/too-old': {
    status: 503,
    retry: 'review',
    zh: '数据库 {address} 是 PostgreSQL {version}，需要 15 及以上。请升级它，或去掉 DATABASE_URL 使用随附的数据库。',
    en: 'The database at {address} is PostgreSQL {version}; 15 or later is needed. Upgrade it, or unset DATABASE_URL to use the bundled one.',
  },
  'database/not-utf8': {
    status: 503,
    retry: 'review',
    zh: "数据库 {address} 的编码是 {encoding}，存不下所有汉字。请新建一个 UTF8 编码的库：create database muster encoding 'UTF8' template template0。",
    en: "The database at {address} is encoded in {encoding}, which cannot hold every Chinese character. Make one in UTF8: create database muster encoding 'UTF8' template template0.",
  },
  'database/read-only': {
    status: 503,
    retry: 'later',
    zh: '数据库 {address} 是只读的备库。请把 DATABASE_URL 指向主库。',
    en: 'The database at {address} is a read-only standby. Point DATABASE_URL at the primary.',
  },
})
