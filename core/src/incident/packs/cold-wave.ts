import type { Pack } from '../wire.ts'
import { controlLevel, dangerPost, named, need, post, WARNING_COLOURS } from './build.ts'
import { CARE, CLEARING, DESK, DRIVING, HAZARD, ROAD, roundTheClock, SHELTER, SUPPLY } from './families.ts'

export const coldWave: Pack = {
  kind: 'cold-wave',
  words: { zh: '寒潮', en: 'Cold wave' },
  levels: WARNING_COLOURS,
  phases: [
    named('warning', '预警防范', 'Warning'),
    named('freezing', '雨雪冰冻应对', 'Snow and ice'),
    named('recovery', '恢复', 'Recovery'),
  ],
  posts: [
    post('snow', '扫雪除冰', 'Snow and ice clearing', CLEARING),
    dangerPost('bridge', '桥面坡道警戒', 'Guard at icy bridges and ramps', ROAD),
    post('stranded', '滞留旅客服务', 'Stranded travellers', SHELTER),
    post('warm-shelter', '避寒点服务', 'Warm shelter', SHELTER),
    post('care', '独居和行动不便居民探访', 'Visits to people alone or hardly mobile', CARE, ['first-aid']),
    post('telephone', '电话问询', 'Telephone enquiry', DESK, ['dialect']),
    post('delivery', '御寒物资配送', 'Delivery of warm things', SUPPLY, ['logistics']),
    dangerPost('pipes', '水电管线抢修协助', 'Frozen pipes and lines', HAZARD, ['electrical']),
    post('driving', '应急车辆驾驶', 'Emergency driving', DRIVING, ['driving']),
  ],
  controls: [
    {
      ...named('road', '道路管制', 'Roads'),
      levels: [
        controlLevel('closed', '封闭', 'Closed', 'gap', [
          need('bridge', 'zone', roundTheClock(2, 1)),
          need('stranded', 'zone', roundTheClock(2, 1)),
        ]),
        controlLevel('restricted', '限行', 'Restricted', 'watch', [need('bridge', 'zone', roundTheClock(2, 1))]),
      ],
    },
  ],
}
