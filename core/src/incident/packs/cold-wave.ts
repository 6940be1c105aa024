import type { Pack } from '../wire.ts'
import { dangerPost, named, post, WARNING_COLOURS } from './build.ts'

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
    post('snow', '扫雪除冰', 'Snow and ice clearing'),
    dangerPost('bridge', '桥面坡道警戒', 'Guard at icy bridges and ramps'),
    post('stranded', '滞留旅客服务', 'Stranded travellers'),
    post('warm-shelter', '避寒点服务', 'Warm shelter'),
    post('care', '独居和行动不便居民探访', 'Visits to people alone or hardly mobile', ['first-aid']),
    post('telephone', '电话问询', 'Telephone enquiry', ['dialect']),
    post('delivery', '御寒物资配送', 'Delivery of warm things', ['logistics']),
    dangerPost('pipes', '水电管线抢修协助', 'Frozen pipes and lines', ['electrical']),
    post('driving', '应急车辆驾驶', 'Emergency driving', ['driving']),
  ],
}
