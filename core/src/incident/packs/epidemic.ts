import type { Pack } from '../wire.ts'
import { controlLevel, dangerPost, named, need, post, RESPONSE_LEVELS } from './build.ts'
import {
  CARE,
  DESK,
  DOORS,
  daytime,
  GATE,
  QUEUE,
  ROAD,
  roundTheClock,
  STREET,
  SUITED,
  SUPPLY,
  suited,
} from './families.ts'

export const epidemic: Pack = {
  kind: 'epidemic',
  words: { zh: '疫情', en: 'Epidemic' },
  levels: RESPONSE_LEVELS,
  phases: [
    named('outbreak', '应急处置', 'First response'),
    named('control', '全面管控', 'Containment'),
    named('clearing', '清零攻坚', 'Clearing'),
    named('recovery', '有序恢复', 'Return to normal'),
  ],
  posts: [
    post('gate', '小区卡口值守', 'Compound gate', GATE),
    post('road-checkpoint', '公路卡点查验', 'Road checkpoint', ROAD),
    post('registration', '信息登记', 'Registration', QUEUE, ['data-entry']),
    post('testing-order', '采样点秩序维护', 'Order at a testing site', QUEUE),
    dangerPost('sampling', '核酸采样', 'Sampling', QUEUE, ['medical']),
    dangerPost('transfer', '隔离转运协助', 'Isolation and transfer', SUITED, ['driving']),
    dangerPost('sealed-building', '封控楼栋服务', 'Service at a sealed building', SUITED),
    post('door-knock', '敲门排查', 'Door knocking', DOORS, ['dialect']),
    post('telephone', '电话问询', 'Telephone enquiry', DESK, ['dialect']),
    post('delivery', '物资配送', 'Delivery of supplies', SUPPLY, ['logistics']),
    post('errand', '代购代办', 'Errands', SUPPLY),
    post('care', '独居和行动不便居民关爱', 'Care for people alone or hardly mobile', CARE, ['first-aid']),
    post('counselling', '心理疏导转介', 'Psychosocial referral', DESK, ['counselling']),
    post('publicity', '宣传引导', 'Publicity', STREET),
  ],
  controls: [
    {
      // 2021年8月扬州：以楼栋、小区划定高中低风险 · building or compound by risk, as in Yangzhou in August 2021
      ...named('risk', '风险等级', 'Risk'),
      levels: [
        controlLevel('high', '高风险', 'High risk', 'gap', [
          need('sealed-building', 'building', roundTheClock(2, 1)),
          need('gate', 'compound', roundTheClock(2, 1)),
          need('transfer', 'zone', suited(2, 1)),
        ]),
        controlLevel('medium', '中风险', 'Medium risk', 'gap', [need('sealed-building', 'building', daytime(1, 1))]),
        controlLevel('low', '低风险', 'Low risk', 'good'),
      ],
    },
    {
      // 三区划分 · the three areas of 2022
      ...named('closure', '三区划分', 'Closure'),
      levels: [
        controlLevel('sealed', '封控区', 'Sealed area', 'gap', [
          need('sealed-building', 'building', roundTheClock(2, 1)),
          need('gate', 'compound', roundTheClock(2, 1)),
          need('delivery', 'zone', daytime(4, 1)),
        ]),
        controlLevel('restricted', '管控区', 'Restricted area', 'watch', [
          need('gate', 'compound', roundTheClock(2, 1)),
          need('delivery', 'zone', daytime(2, 1)),
        ]),
        controlLevel('precaution', '防范区', 'Precaution area', 'watch', [need('publicity', 'zone', daytime(2))]),
      ],
    },
  ],
}
