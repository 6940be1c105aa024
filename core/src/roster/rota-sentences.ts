import type { Words } from '../platform/shapes.ts'
import type { Where } from './ask-sentences.ts'
import type { Standing } from './versions.ts'

/** A change of somebody's hours, with where and when. */
export interface HoursChange extends Where {
  readonly was: Standing
  readonly is: Standing
}

/** One message for one person about all that a published rota changes for them. */
export function rotaChangedSentence(changes: readonly HoursChange[]): Words {
  const parts = changes.map(sentenceOf)
  return {
    zh: `排班已更新：${parts.map(({ zh }) => zh).join('；')}。`,
    en: `Your shifts have changed: ${parts.map(({ en }) => en).join('; ')}.`,
  }
}

function sentenceOf({ post, hours, reportAt, was, is }: HoursChange): Words {
  if (is === null)
    return {
      zh: `${hours.zh} ${post}${was === 'standby' ? ' 的备勤' : ''}不再需要您`,
      en: `you need not ${was === 'standby' ? 'be on standby for' : 'come to'} ${post}, ${hours.en}`,
    }
  if (is === 'standby') return { zh: `${hours.zh} ${post} 备勤`, en: `on standby for ${post}, ${hours.en}` }
  return {
    zh: `${hours.zh} ${post}，${reportAt.zh} 到岗`,
    en: `${post}, ${hours.en}, report at ${reportAt.en}`,
  }
}
