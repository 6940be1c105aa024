import type { Pack } from '../wire.ts'
import { dangerPost, named, post, RESPONSE_LEVELS } from './build.ts'

export const earthquake: Pack = {
  kind: 'earthquake',
  words: { zh: '地震', en: 'Earthquake' },
  levels: RESPONSE_LEVELS,
  phases: [
    named('rescue', '抢险救援', 'Search and rescue'),
    named('shelter', '转移安置', 'Evacuation and shelter'),
    named('checks', '房屋排查', 'Building checks'),
    named('recovery', '恢复重建', 'Recovery'),
  ],
  posts: [
    dangerPost('rescue-support', '搜救外围协助', 'Support around search and rescue', ['first-aid']),
    dangerPost('first-aid', '伤员急救', 'First aid', ['medical']),
    dangerPost('power', '水电气排险', 'Water, power and gas made safe', ['electrical']),
    dangerPost('building-check', '房屋排查协助', 'Support of building checks'),
    post('cordon', '危险区域警戒', 'Cordon'),
    post('shelter', '避难场所服务', 'Shelter service'),
    post('registration', '安置和寻亲登记', 'Registration and tracing', ['data-entry']),
    post('kitchen', '安置点供餐', 'Meals at a shelter'),
    post('delivery', '物资配送', 'Delivery of supplies', ['logistics']),
    post('driving', '应急车辆驾驶', 'Emergency driving', ['driving']),
    post('counselling', '心理疏导转介', 'Psychosocial referral', ['counselling']),
    post('sign-language', '手语服务', 'Sign language', ['sign-language']),
    dangerPost('drone', '无人机查险', 'Survey by drone', ['drone']),
  ],
}
