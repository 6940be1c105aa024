/**
 * Family names of one character, those left out that mostly begin another word (时, 成, 应…); then those of two. A hint,
 * for lines without a number and for a second name on a line.
 */
const SURNAMES = new Set(
  [
    '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵',
    '万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾',
    '尤阳穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂佟臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩佘池查麻苑迟邝封谈匡鞠惠荆乐冀郁胥储栗燕楚鄢劳谌奚皮粟冼蔺楼',
    '盘闻厉伊仝区郜阚花权帅屠豆朴盖练廉禹井祖漆巴丰支卿狄索宣晋云容敬扈晁芮阙浦戈伏鹿薄邸雍辜羊乌裘亓邰赫杭况宿鲜逯茹诺慕危玉银亢嵇哈湛宾戎勾茅於呼揭尉冶斯元束檀衣昝植衡富尧闭',
  ].join(''),
)
const COMPOUND =
  /^(欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|长孙|夏侯|端木|宇文|轩辕|南宫|独孤|拓跋|百里|闻人)/
/** What follows a name in a note: an office, a place, a post. 张三、高新区 is one person. */
const PLACE_OR_OFFICE = /[区局院部队组街镇村社司校站所处科室岗班路园厂馆会委办省市县乡楼栋号人群员长]$/
/** What people write in place of a name. */
const NOT_A_NAME =
  /^(我?报名|我?参加|收到|好的?|已?到|谢谢.*|加一|顶|接龙|请假|取消|退出|待定|同上|暂无|无|姓名.*|大家.*|时间|地点|备注|要求|集合|ok|okay|yes|no|done|thanks?|ready|tbd|n\/?a|name)$/i
/** Words of a chat that begin with a family name: 马上到 is nobody. */
const BEGINS_A_WORD =
  /^(马上|方便|高兴|辛苦|安[排全]|温馨|许多|周[一二三四五六日末]|严[禁格]|万一|白[天班]|单位|关于|连续|任[何务]|向|路上|车[队辆]|计划|项目|文件|包括|金额|常见|何时|石油|余下|毕竟|费用|古城|江苏|安徽|云南|河|湖)/
const HAN = /^\p{Script=Han}{2,4}$/u
/** 买买提·艾力; each part one to eight characters. */
const DOTTED = /^\p{Script=Han}{1,8}(?:[·•・‧∙⋅.]\p{Script=Han}{1,8}){1,4}$/u
/** John, Anna-Marie O'Neill, Müller; also Uyghur, Tibetan, Mongolian and Cyrillic letters. */
const LETTERS = /^(?!\p{Script=Han})\p{L}[\p{L}\p{M}'’.-]{0,29}(?: \p{L}[\p{L}\p{M}'’.-]{0,29}){0,3}$/u

/** Whether a text can be a person's name, when a number before it says that somebody signed up. */
export function canBeName(text: string): boolean {
  if (NOT_A_NAME.test(text) || text.length > 60) return false
  return HAN.test(text) || DOTTED.test(text) || (LETTERS.test(text) && text.length > 1 && !/\p{Script=Han}/u.test(text))
}

/** Whether a text is surely a name: for a line without a number, and for a second name on a line. */
export function isSurelyName(text: string): boolean {
  if (!canBeName(text) || PLACE_OR_OFFICE.test(text) || BEGINS_A_WORD.test(text)) return false
  if (DOTTED.test(text)) return true
  if (HAN.test(text)) return COMPOUND.test(text) ? text.length > 2 : text.length < 4 && SURNAMES.has(text[0]!)
  return /^\p{Lu}/u.test(text) && /^\p{Lu}\S* \p{Lu}/u.test(text)
}

/** Joins a name that was spread over the line (张 三, 欧阳 娜娜, John Smith) and tells what follows it. */
export function takeName(text: string): { name: string; rest: string } {
  const words = text.split(' ')
  const [first = '', second = ''] = words
  const spread = /^\p{Script=Han}$/u.test(first) || (COMPOUND.test(first) && first.length === 2)
  if (spread && /^\p{Script=Han}{1,2}$/u.test(second)) return { name: first + second, rest: words.slice(2).join(' ') }
  if (!/^\p{Script=Han}/u.test(first)) {
    let length = 1
    while (length < 4 && length < words.length && LETTERS.test(words[length]!)) length++
    return { name: words.slice(0, length).join(' '), rest: words.slice(length).join(' ') }
  }
  return { name: first, rest: words.slice(1).join(' ') }
}
