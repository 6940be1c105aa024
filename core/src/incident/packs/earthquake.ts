import type { Pack } from '../wire.ts'
import { controlLevel, dangerPost, named, need, post, RESPONSE_LEVELS } from './build.ts'
import { DESK, DRIVING, GATE, HAZARD, roundTheClock, SHELTER, SUPPLY } from './families.ts'

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
    dangerPost('rescue-support', '搜救外围协助', 'Support around search and rescue', HAZARD, ['first-aid']),
    dangerPost('first-aid', '伤员急救', 'First aid', HAZARD, ['medical']),
    dangerPost('power', '水电气排险', 'Water, power and gas made safe', HAZARD, ['electrical']),
    dangerPost('building-check', '房屋排查协助', 'Support of building checks', HAZARD),
    post('cordon', '危险区域警戒', 'Cordon', GATE),
    post('shelter', '避难场所服务', 'Shelter service', SHELTER),
    post('registration', '安置和寻亲登记', 'Registration and tracing', SHELTER, ['data-entry']),
    post('kitchen', '安置点供餐', 'Meals at a shelter', SHELTER),
    post('delivery', '物资配送', 'Delivery of supplies', SUPPLY, ['logistics']),
    post('driving', '应急车辆驾驶', 'Emergency driving', DRIVING, ['driving']),
    post('counselling', '心理疏导转介', 'Psychosocial referral', DESK, ['counselling']),
    post('sign-language', '手语服务', 'Sign language', SHELTER, ['sign-language']),
    dangerPost('drone', '无人机查险', 'Survey by drone', HAZARD, ['drone']),
  ],
  controls: [
    {
      ...named('cordon', '危险区域', 'Cordon'),
      levels: [
        controlLevel('forbidden', '禁入区', 'No entry', 'gap', [
          need('cordon', 'building', roundTheClock(1)),
          need('cordon', 'zone', roundTheClock(2, 1)),
        ]),
        controlLevel('guarded', '警戒区', 'Guarded', 'watch', [need('cordon', 'zone', roundTheClock(2, 1))]),
      ],
    },
  ],
}
