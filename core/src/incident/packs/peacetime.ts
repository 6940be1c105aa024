import type { Pack } from '../wire.ts'
import { level, named, post } from './build.ts'

/** The same roster in ordinary times, so that nothing new has to be learnt on the worst day. */
export const peacetime: Pack = {
  kind: 'peacetime',
  words: { zh: '平时志愿服务', en: 'Ordinary times' },
  levels: [level('standing', '常态', 'Standing', 'good'), level('exercise', '演练', 'Exercise', 'silent')],
  phases: [named('routine', '日常服务', 'Routine'), named('review', '总结经验', 'Review')],
  posts: [
    post('traffic', '文明交通劝导', 'Traffic guidance'),
    post('clean-up', '环境整治', 'Clean-up'),
    post('care', '独居和高龄居民探访', 'Visits to old people and people alone', ['first-aid']),
    post('reading', '课后托管和阅读', 'After-school care and reading'),
    post('policy', '政策宣传', 'Publicity'),
    post('repair', '便民维修', 'Small repairs', ['electrical']),
    post('clinic', '义诊', 'Free clinic', ['medical']),
    post('training', '应急技能培训', 'Emergency skills training', ['first-aid']),
  ],
}
