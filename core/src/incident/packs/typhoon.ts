import type { Pack } from '../wire.ts'
import { dangerPost, named, post, RESPONSE_LEVELS } from './build.ts'

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
    post('door-knock', '敲门通知转移', 'Door knocking before evacuation', ['dialect']),
    post('telephone', '渔船和工地人员电话确认', 'Calls to boats and building sites', ['dialect']),
    post('loose-objects', '高空悬挂物排查', 'Loose objects made fast'),
    post('transport', '转移车辆驾驶', 'Evacuation driving', ['driving']),
    post('shelter', '避风点服务', 'Shelter service'),
    post('registration', '避风点登记', 'Shelter registration', ['data-entry']),
    post('delivery', '物资配送', 'Delivery of supplies', ['logistics']),
    dangerPost('fallen-trees', '倒伏树木清理', 'Fallen trees'),
    dangerPost('low-road', '积水路段警戒', 'Guard at flooded roads'),
    dangerPost('power', '断电排险', 'Power made safe', ['electrical']),
    post('care', '独居和行动不便居民关爱', 'Care for people alone or hardly mobile', ['first-aid']),
  ],
}
