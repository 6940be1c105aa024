import type { Pack } from '../wire.ts'
import { controlLevel, dangerPost, named, need, post, RESPONSE_LEVELS } from './build.ts'
import { CLEARING, DOORS, DRIVING, daytime, HAZARD, ROAD, roundTheClock, SHELTER, SUPPLY, WATER } from './families.ts'

export const flood: Pack = {
  kind: 'flood',
  words: { zh: '洪涝', en: 'Flood' },
  levels: RESPONSE_LEVELS,
  phases: [
    named('warning', '预警防范', 'Warning'),
    named('fighting', '防汛抢险', 'Flood fighting'),
    named('evacuation', '转移安置', 'Evacuation and shelter'),
    named('clean-up', '清淤消杀', 'Clean-up'),
    named('recovery', '恢复重建', 'Recovery'),
  ],
  posts: [
    dangerPost('dike-patrol', '堤防巡查', 'Dike patrol', WATER),
    dangerPost('sandbagging', '装运沙袋', 'Sandbags', WATER),
    dangerPost('boat', '冲锋舟转移', 'Boat rescue', WATER, ['first-aid']),
    dangerPost('low-road', '积水路段警戒', 'Guard at flooded roads', ROAD),
    dangerPost('power', '断电排险', 'Power made safe', HAZARD, ['electrical']),
    post('door-knock', '敲门通知转移', 'Door knocking before evacuation', DOORS, ['dialect']),
    post('transport', '转移车辆驾驶', 'Evacuation driving', DRIVING, ['driving']),
    post('shelter', '安置点服务', 'Shelter service', SHELTER),
    post('registration', '安置登记', 'Shelter registration', SHELTER, ['data-entry']),
    post('kitchen', '安置点供餐', 'Meals at a shelter', SHELTER),
    post('delivery', '物资配送', 'Delivery of supplies', SUPPLY, ['logistics']),
    post('clean-up', '清淤消杀', 'Clean-up', CLEARING),
    dangerPost('drone', '无人机查险', 'Survey by drone', HAZARD, ['drone']),
  ],
  controls: [
    {
      ...named('danger', '危险区', 'Danger area'),
      levels: [
        controlLevel('evacuation', '转移区', 'To be evacuated', 'gap', [
          need('door-knock', 'compound', daytime(2)),
          need('transport', 'zone', roundTheClock(2, 1)),
          need('low-road', 'zone', roundTheClock(2, 1)),
        ]),
        controlLevel('guarded', '警戒区', 'Guarded', 'watch', [need('low-road', 'zone', roundTheClock(2, 1))]),
        controlLevel('watched', '关注区', 'Watched', 'watch', [need('dike-patrol', 'zone', roundTheClock(2, 1))]),
      ],
    },
  ],
}
