export const words = {
  joinTitle: { zh: '个人加入链接', en: 'Your join link' },
  joinWhy: {
    zh: '打开后，这部手机就以您本人的身份登录，以后报名、报到都不用再填姓名。',
    en: 'It signs this phone in as you, so that you never have to type your name to sign up or report in.',
  },
  joinOnce: {
    zh: '链接只能用一次，请在您自己的手机上打开，不要转发。',
    en: 'It works once. Open it on your own phone and do not pass it on.',
  },
  joinOpen: { zh: '在这部手机上登录', en: 'Sign this phone in' },
  joinedTitle: { zh: '您是 {name}', en: 'You are {name}' },
  joinedAs: { zh: '志愿者编号 {number}', en: 'Volunteer number {number}' },
  joinedWrong: {
    zh: '不是您？请退出登录，并告诉发链接的联络员。',
    en: 'Not you? Sign out and tell the secretary who sent the link.',
  },
  enter: { zh: '进入', en: 'Continue' },
  joined: { zh: '这部手机现在以您的身份登录', en: 'This phone is now signed in as you' },
  already: { zh: '这部手机已经登录', en: 'This phone is signed in already' },
  other: { zh: '用这个链接换人登录', en: 'Use this link to sign in as somebody else' },
  signOut: { zh: '退出登录', en: 'Sign out' },
  signOutAsk: {
    zh: '退出后，要再用这部手机，需要向联络员要一个新的加入链接。',
    en: 'To use this phone again you will need a new join link from your unit’s secretary.',
  },
  signOutWaiting: {
    zh: '这部手机上还有 {count} 条没有上传，退出后就没有了。请先到有网络的地方等它上传完。',
    en: '{count} entries on this phone were not sent and will be lost when you sign out. Wait for a line first.',
  },
  signOutUnread: {
    zh: '现在读不出这部手机上还有没有没上传的内容，退出会把它们一起清除。请先重新打开本页看一看。',
    en: 'Whether anything on this phone still has to be sent cannot be read now; signing out erases it. Open this page again first.',
  },
  endedTitle: { zh: '登录已经结束', en: 'Your session has ended' },
  endedWhy: {
    zh: '登录到期了，或者这部手机的使用被收回了。本机保存的名单和草稿已经清除。',
    en: 'Time was up, or the use of this phone was taken back. Lists and drafts that were kept here are erased.',
  },
  leftTitle: {
    zh: '本机还有 {count} 条没有上传（{from} 至 {to}）',
    en: '{count} entries on this phone were not sent ({from} to {to})',
  },
  leftHow: {
    zh: '已加密保存，别人看不到。写的人在这部手机上重新登录，就会自动上传；到 {until} 还没有登录，会被清除。请告诉队长。',
    en: 'They are encrypted; nobody else can read them. They are sent once whoever wrote them signs in on this phone again, and erased if nobody has by {until}. Tell your captain.',
  },
  lostTitle: {
    zh: '{count} 条没有上传就被清除了（{from} 至 {to}）',
    en: '{count} entries were erased before they were sent ({from} to {to})',
  },
  lostHow: {
    zh: '写的人三天没有在这部手机上登录。请告诉队长，这段时间的登记要按纸质记录或本人回忆补上。',
    en: 'Whoever wrote them did not sign in on this phone for three days. Tell your captain: that time has to be entered anew from paper or memory.',
  },
  lostRead: { zh: '知道了', en: 'I see' },
  clockAhead: {
    zh: '这部手机的时间快了 {minutes} 分钟。记录按服务器时间算；请在手机设置里打开“自动设置时间”。',
    en: 'This phone’s clock is {minutes} minutes ahead. Entries count by the server’s time; turn on automatic time in the phone’s settings.',
  },
  clockBehind: {
    zh: '这部手机的时间慢了 {minutes} 分钟。记录按服务器时间算；请在手机设置里打开“自动设置时间”。',
    en: 'This phone’s clock is {minutes} minutes behind. Entries count by the server’s time; turn on automatic time in the phone’s settings.',
  },
  outTitle: { zh: '这部手机还没有登录', en: 'This phone is not signed in' },
  outHow: {
    zh: '请打开单位联络员或社区发给您的个人加入链接。没有收到，就向他们要一个。',
    en: 'Open the personal join link that your unit’s secretary or the community sent you. If you have none, ask them for one.',
  },
  outDesk: { zh: '工作台账号在这里登录', en: 'Desk accounts sign in here' },
  noPerson: {
    zh: '您现在用的是工作台账号“{login}”，没有对应的志愿者。报名和报到请用个人加入链接登录。',
    en: 'You are signed in with the desk account “{login}”, which belongs to no volunteer. To sign up or report in, use a personal join link.',
  },
  passTitle: { zh: '设定口令', en: 'Choose a passphrase' },
  passFor: {
    zh: '用来登录工作台。一句自己记得住的话最好，至少 15 个字符；一个汉字算一个字符。',
    en: 'It signs you in at the desk. A sentence you remember works best: at least 15 characters.',
  },
  passLabel: { zh: '新口令', en: 'New passphrase' },
  passShow: { zh: '显示口令', en: 'Show the passphrase' },
  passCount: { zh: '已输入 {count} 个字符', en: '{count} characters so far' },
  passSave: { zh: '设定', en: 'Save' },
  passMissing: {
    zh: '这个链接不完整：缺少一次性口令链接的后半段。请回到消息里完整复制，或请系统管理员重发。',
    en: 'This link is incomplete: its last part is missing. Copy all of it, or ask the system administrator for a new one.',
  },
  passDone: { zh: '口令已设定', en: 'The passphrase is set' },
  passLogin: { zh: '登录名：{login}', en: 'Login name: {login}' },
  toDesk: { zh: '进入工作台', en: 'Go to the desk' },
} as const
