import type { Pack } from '../wire.ts'
import { controlLevel, level, named, need, post } from './build.ts'
import { CARE, CLEARING, COURSE, daytime, STREET } from './families.ts'

/** The same roster in ordinary times, so that nothing new has to be learnt on the worst day. */
export const peacetime: Pack = {
  kind: 'peacetime',
  words: { zh: '平时志愿服务', en: 'Ordinary times' },
  levels: [level('standing', '常态', 'Standing', 'good'), level('exercise', '演练', 'Exercise', 'silent')],
  phases: [named('routine', '日常服务', 'Routine'), named('review', '总结经验', 'Review')],
  posts: [
    post('traffic', '文明交通劝导', 'Traffic guidance', STREET),
    post('clean-up', '环境整治', 'Clean-up', CLEARING),
    post('care', '独居和高龄居民探访', 'Visits to old people and people alone', CARE, ['first-aid']),
    post('reading', '课后托管和阅读', 'After-school care and reading', COURSE),
    post('policy', '政策宣传', 'Publicity', STREET),
    post('repair', '便民维修', 'Small repairs', COURSE, ['electrical']),
    post('clinic', '义诊', 'Free clinic', COURSE, ['medical']),
    post('training', '应急技能培训', 'Emergency skills training', COURSE, ['first-aid']),
  ],
  controls: [
    {
      ...named('event', '活动管控', 'Events'),
      levels: [controlLevel('guided', '分流引导', 'Guided', 'watch', [need('traffic', 'zone', daytime(2))])],
    },
  ],
}
