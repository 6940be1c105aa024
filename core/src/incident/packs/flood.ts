import type { Pack } from '../wire.ts'
import { dangerPost, named, post, RESPONSE_LEVELS } from './build.ts'

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
    dangerPost('dike-patrol', '堤防巡查', 'Dike patrol'),
    dangerPost('sandbagging', '装运沙袋', 'Sandbags'),
    dangerPost('boat', '冲锋舟转移', 'Boat rescue', ['first-aid']),
    dangerPost('low-road', '积水路段警戒', 'Guard at flooded roads'),
    dangerPost('power', '断电排险', 'Power made safe', ['electrical']),
    post('door-knock', '敲门通知转移', 'Door knocking before evacuation', ['dialect']),
    post('transport', '转移车辆驾驶', 'Evacuation driving', ['driving']),
    post('shelter', '安置点服务', 'Shelter service'),
    post('registration', '安置登记', 'Shelter registration', ['data-entry']),
    post('kitchen', '安置点供餐', 'Meals at a shelter'),
    post('delivery', '物资配送', 'Delivery of supplies', ['logistics']),
    post('clean-up', '清淤消杀', 'Clean-up'),
    dangerPost('drone', '无人机查险', 'Survey by drone', ['drone']),
  ],
}
