export const words = {
  outbox: { zh: '本机待上传', en: 'On this phone' },
  outboxEmpty: { zh: '全部都已上传', en: 'Everything was sent' },
  outboxUnread: {
    zh: '现在读不出本机待上传的记录，它们还在。请关掉其他标签页，重新打开本页；先不要退出登录。',
    en: 'What waits on this phone cannot be read now; it is still here. Close other tabs and open this page again; do not sign out yet.',
  },
  syncedAt: { zh: '最近一次核对：{time}', en: 'Last checked at {time}' },
  waiting: { zh: '等待上传（{count}）', en: 'Waiting to be sent ({count})' },
  waits: { zh: '待上传', en: 'Waits' },
  sendNow: { zh: '现在上传', en: 'Send now' },
  tryAgain: { zh: '再试一次', en: 'Try again' },
  letGo: { zh: '知道了，从本机移除', en: 'I see; remove it from this phone' },
  refusedWhole: {
    zh: '服务器没有收下这一条。请抄下来，交给队长或社区值班。',
    en: 'The server did not take this one. Write it down and give it to your captain or the community desk.',
  },
  line: {
    zh: '{count} 条在本机，网络恢复后自动上传',
    en: '{count} on this phone; sent by itself when there is a line',
  },
  lineStopped: {
    zh: '{count} 条在本机，请重新登录后上传',
    en: '{count} on this phone; sign in again to send them',
  },
  keptHere: { zh: '记在本机，连上网自动上传', en: 'Kept on this phone; sent by itself when there is a line' },
  codeChecked: { zh: '到岗码待核对', en: 'the code will be checked' },
  notTaken: { zh: '没有收下：{what}', en: 'Not taken: {what}' },
  seen: { zh: '知道了', en: 'I see' },
  lineRefused: { zh: '{count} 条没有被收下，请看一看', en: '{count} were not taken; please look' },
} as const
