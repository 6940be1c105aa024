import type { Pack } from '../wire.ts'
import { controlLevel, dangerPost, named, need, post, RESPONSE_LEVELS } from './build.ts'
import {
  CARE,
  CLEARING,
  DESK,
  DOORS,
  DRIVING,
  daytime,
  HAZARD,
  ROAD,
  roundTheClock,
  SHELTER,
  SUPPLY,
} from './families.ts'

export const typhoon: Pack = {
  kind: 'typhoon',
  words: { zh: '台风', en: 'Typhoon' },
  levels: RESPONSE_LEVELS,
  phases: [
    named('preparation', '防御准备', 'Preparation'),
    named('landfall', '登陆影响', 'Landfall'),
    named('rescue', '抢险救援', 'Rescue'),
    named('recovery', '恢复重建', 'Recovery'),
  ],
  posts: [
    post('door-knock', '敲门通知转移', 'Door knocking before evacuation', DOORS, ['dialect']),
    post('telephone', '渔船和工地人员电话确认', 'Calls to boats and building sites', DESK, ['dialect']),
    post('loose-objects', '高空悬挂物排查', 'Loose objects made fast', CLEARING),
    post('transport', '转移车辆驾驶', 'Evacuation driving', DRIVING, ['driving']),
    post('shelter', '避风点服务', 'Shelter service', SHELTER),
    post('registration', '避风点登记', 'Shelter registration', SHELTER, ['data-entry']),
    post('delivery', '物资配送', 'Delivery of supplies', SUPPLY, ['logistics']),
    dangerPost('fallen-trees', '倒伏树木清理', 'Fallen trees', HAZARD),
    dangerPost('low-road', '积水路段警戒', 'Guard at flooded roads', ROAD),
    dangerPost('power', '断电排险', 'Power made safe', HAZARD, ['electrical']),
    post('care', '独居和行动不便居民关爱', 'Care for people alone or hardly mobile', CARE, ['first-aid']),
  ],
  controls: [
    {
      ...named('danger', '危险区', 'Danger area'),
      levels: [
        controlLevel('evacuation', '转移区', 'To be evacuated', 'gap', [
          need('door-knock', 'compound', daytime(2)),
          need('transport', 'zone', roundTheClock(2, 1)),
        ]),
        controlLevel('guarded', '警戒区', 'Guarded', 'watch', [need('low-road', 'zone', roundTheClock(2, 1))]),
      ],
    },
  ],
}
